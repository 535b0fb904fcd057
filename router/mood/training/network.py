"""The encoder as a network that can be trained: its upper layers. The lower ones stay as they are, in 16 bits."""

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from router.mood.pieces import PAD
from router.mood.training.blocks import Blocks, Floats, Rows, eight_bits
from router.mood.training.calibrating import Head
from router.mood.training.source import EPSILON, HEADS, WIDTH, Encoder, Layer, Norm

DROPPED = 0.1


class Attending(nn.Module):
    """One layer of the encoder."""

    def __init__(self, layer: Layer) -> None:
        super().__init__()
        self.attend, self.out = _linear(layer.attend), _linear(layer.out)
        self.widen, self.narrow = _linear(layer.widen), _linear(layer.narrow)
        self.attended, self.done = _norm(layer.attended), _norm(layer.done)
        self.drop = nn.Dropout(DROPPED)

    def forward(self, state: Tensor, present: Tensor) -> Tensor:
        messages, pieces, _ = state.shape
        split = self.attend(state).view(messages, pieces, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4)
        heard = functional.scaled_dot_product_attention(*split, attn_mask=present).transpose(1, 2)
        state = self.attended(state + self.drop(self.out(heard.reshape(messages, pieces, WIDTH))))
        return self.done(state + self.drop(self.narrow(functional.gelu(self.widen(state)))))

    def trained(self) -> Layer:
        return Layer(
            _kept(self.attend), _kept(self.out), _brought(self.attended),
            _kept(self.widen), _kept(self.narrow), _brought(self.done),
        )  # fmt: skip


class Below(nn.Module):
    """Pieces' numbers -> the state that the trained layers begin with."""

    def __init__(self, encoder: Encoder, layers: int) -> None:
        super().__init__()
        self.pieces = nn.Embedding.from_pretrained(torch.from_numpy(encoder.pieces.values()))
        self.positions = nn.Parameter(torch.from_numpy(encoder.positions))
        self.embedded = _norm(encoder.embedded)
        self.layers = nn.ModuleList(map(Attending, encoder.layers[:layers]))
        self.bfloat16().eval().requires_grad_(False)

    def forward(self, ids: Tensor) -> Tensor:
        state = self.embedded(self.pieces(ids) + self.positions[: ids.shape[1]])
        for layer in self.layers:
            state = layer(state, _present(ids))
        return state


class Above(nn.Module):
    """From there on to the logits: all of it is trained. head: weights and bias that it begins with, else by chance."""

    def __init__(self, encoder: Encoder, layers: int, outputs: int, head: Head | None = None) -> None:
        super().__init__()
        self.layers = nn.ModuleList(map(Attending, encoder.layers[layers:]))
        self.head = nn.Linear(2 * WIDTH, outputs)
        if head:
            weights, bias = head
            self.head.load_state_dict({"weight": torch.from_numpy(weights), "bias": torch.from_numpy(bias)})
        self.drop = nn.Dropout(DROPPED)

    def forward(self, state: Tensor, ids: Tensor) -> Tensor:
        for layer in self.layers:
            state = layer(state, _present(ids))
        weight = (ids != PAD).unsqueeze(-1).float()
        mean = (state.float() * weight).sum(1) / weight.sum(1)
        with torch.autocast("cpu", enabled=False):
            return self.head(self.drop(torch.cat([mean, state[:, 0].float()], 1)))

    def trained(self) -> tuple[tuple[Layer, ...], tuple[Floats, Floats]]:
        """The layers, rounded to 8 bits, and the head."""
        layers = tuple(layer.trained() for layer in self.layers if isinstance(layer, Attending))
        return layers, (_array(self.head.weight), _array(self.head.bias))


def _present(ids: Tensor) -> Tensor:
    """Which pieces attention may look at."""
    return (ids != PAD)[:, None, None, :]


def _linear(kept: tuple[Blocks | Rows, Floats]) -> nn.Linear:
    weights, bias = kept
    layer = nn.Linear(weights.codes.shape[1], weights.codes.shape[0])
    layer.load_state_dict({"weight": torch.from_numpy(weights.values()), "bias": torch.from_numpy(bias)})
    return layer


def _norm(kept: Norm) -> nn.LayerNorm:
    layer = nn.LayerNorm(WIDTH, eps=EPSILON)
    layer.load_state_dict({"weight": torch.from_numpy(kept.weight), "bias": torch.from_numpy(kept.bias)})
    return layer


def _kept(layer: nn.Linear) -> tuple[Rows, Floats]:
    return eight_bits(_array(layer.weight)), _array(layer.bias)


def _brought(layer: nn.LayerNorm) -> Norm:
    return Norm(_array(layer.weight), _array(layer.bias))


def _array(weights: Tensor) -> Floats:
    return np.asarray(weights.detach().float().numpy(), np.float32)
