"""The model as an ONNX graph, built by hand so that every weight keeps the bits it has.

Of onnxruntime's own operators (domain com.microsoft) it uses DynamicQuantizeMatMul, GatherBlockQuantized,
MultiHeadAttention, Gelu and SkipLayerNormalization.
"""

import numpy as np
import numpy.typing as npt
from onnx import ModelProto, NodeProto, TensorProto, helper, numpy_helper

from router.mood.pieces import PAD
from router.mood.training.blocks import BLOCK, Blocks, Floats, Rows, row_scales
from router.mood.training.source import EPSILON, HEADS, Encoder, Layer, Norm

OURS = "com.microsoft"


def graph(encoder: Encoder, head: tuple[Floats, Floats]) -> ModelProto:
    """ids (messages x pieces, int64, PAD where a message is shorter) -> chances (messages x 4, as `Deep` says)."""
    drawing = Drawing()
    state = _embedded(drawing, encoder)
    drawing.add("Cast", ["present"], "mask", to=TensorProto.INT32)
    for index, layer in enumerate(encoder.layers):
        state = _layer(drawing, layer, state, f"layer{index}")
    _judged(drawing, state, head)
    outline = helper.make_graph(
        drawing.nodes,
        "mood",
        [helper.make_tensor_value_info("ids", TensorProto.INT64, ["messages", "pieces"])],
        [helper.make_tensor_value_info("chances", TensorProto.FLOAT, ["messages", 4])],
        drawing.weights,
    )
    opsets = [helper.make_opsetid("", 21), helper.make_opsetid(OURS, 1)]
    return helper.make_model(outline, opset_imports=opsets, ir_version=10)


class Drawing:
    def __init__(self) -> None:
        self.nodes: list[NodeProto] = []
        self.weights: list[TensorProto] = []

    def add(self, kind: str, inputs: list[str], output: str, domain: str = "", **attributes: object) -> str:
        self.nodes.append(helper.make_node(kind, inputs, [output], name=output, domain=domain, **attributes))
        return output

    def keep(self, name: str, values: npt.NDArray[np.generic]) -> str:
        self.weights.append(numpy_helper.from_array(np.asarray(values, order="C"), name))
        return name

    def linear(self, name: str, state: str, weights: Blocks | Rows, bias: Floats) -> str:
        """In 8 bits: DynamicQuantizeMatMul is three times as fast as MatMulNBits is with many rows."""
        scales = weights.scales if isinstance(weights, Rows) else row_scales(weights.values())
        codes = self._codes(name, weights) if isinstance(weights, Rows) else self._widened(name, weights, scales)
        kept = [self.keep(f"{name}.scales", scales), "", self.keep(f"{name}.bias", bias)]
        return self.add("DynamicQuantizeMatMul", [state, codes, *kept], name, OURS)

    def _codes(self, name: str, weights: Rows) -> str:
        return self.keep(f"{name}.codes", weights.codes.T)

    def _widened(self, name: str, weights: Blocks, scales: Floats) -> str:
        """From 4 bits to 8. All of it is constant, so that onnxruntime does it once, when it loads the file."""
        values = self.add("DequantizeLinear", self.blocks(name, weights), f"{name}.values", axis=1, block_size=BLOCK)
        shared = self.add("Div", [values, self.keep(f"{name}.divisors", scales[:, None])], f"{name}.shared")
        whole = self.add("Cast", [self.add("Round", [shared], f"{name}.round")], f"{name}.whole", to=TensorProto.INT8)
        return self.add("Transpose", [whole], f"{name}.codes", perm=[1, 0])

    def blocks(self, name: str, weights: Blocks) -> list[str]:
        codes = helper.make_tensor(f"{name}.four", TensorProto.INT4, weights.codes.shape, weights.packed(), raw=True)
        self.weights.append(codes)
        kept = self.keep(f"{name}.scales16", weights.scales)
        return [f"{name}.four", self.add("Cast", [kept], f"{name}.scales32", to=TensorProto.FLOAT)]

    def normed(self, name: str, states: list[str], norm: Norm) -> str:
        """The sum of two states, or one alone, brought to the norm's mean and spread."""
        kept = [self.keep(f"{name}.weight", norm.weight), self.keep(f"{name}.bias", norm.bias)]
        if len(states) == 1:
            return self.add("LayerNormalization", [*states, *kept], name, epsilon=EPSILON)
        return self.add("SkipLayerNormalization", [*states, *kept], name, OURS, epsilon=EPSILON)


def _embedded(drawing: Drawing, encoder: Encoder) -> str:
    pad = drawing.keep("pad", np.array(PAD, np.int64))
    drawing.add("Not", [drawing.add("Equal", ["ids", pad], "absent")], "present")
    words = _looked_up(drawing, encoder.pieces)
    drawing.add("Shape", ["ids"], "pieces", start=1, end=2)
    first, whole = drawing.keep("first", np.array([0])), drawing.keep("positions", encoder.positions)
    places = drawing.add("Slice", [whole, first, "pieces"], "places")
    return drawing.normed("embedded", [drawing.add("Add", [words, places], "placed")], encoder.embedded)


def _looked_up(drawing: Drawing, pieces: Blocks) -> str:
    codes, scales = drawing.blocks("words", pieces)
    named = {"gather_axis": 0, "quantize_axis": 1, "block_size": BLOCK}
    return drawing.add("GatherBlockQuantized", [codes, "ids", scales], "words", OURS, **named)


def _layer(drawing: Drawing, layer: Layer, state: str, name: str) -> str:
    drawing.linear(f"{name}.attend", state, *layer.attend)
    parts = [f"{name}.query", f"{name}.key", f"{name}.value"]
    drawing.nodes.append(helper.make_node("Split", [f"{name}.attend"], parts, axis=2, num_outputs=3))
    heard = drawing.add("MultiHeadAttention", [*parts, "", "mask"], f"{name}.heard", OURS, num_heads=HEADS)
    out = drawing.linear(f"{name}.out", heard, *layer.out)
    state = drawing.normed(f"{name}.attended", [state, out], layer.attended)
    wide = drawing.add("Gelu", [drawing.linear(f"{name}.widen", state, *layer.widen)], f"{name}.wide", OURS)
    narrow = drawing.linear(f"{name}.narrow", wide, *layer.narrow)
    return drawing.normed(f"{name}.done", [state, narrow], layer.done)


def _judged(drawing: Drawing, state: str, head: tuple[Floats, Floats]) -> None:
    """The head reads the mean of all pieces, and the first one beside it."""
    axis = drawing.keep("axis", np.array([1]))
    drawing.add("Cast", ["present"], "weight1", to=TensorProto.FLOAT)
    weight = drawing.add("Unsqueeze", ["weight1", drawing.keep("last", np.array([2]))], "weight")
    total = drawing.add("ReduceSum", [drawing.add("Mul", [state, weight], "weighed"), axis], "total", keepdims=0)
    count = drawing.add("ReduceSum", [weight, axis], "count", keepdims=0)
    mean = drawing.add("Div", [total, count], "mean")
    first = drawing.add("Gather", [state, drawing.keep("zero", np.array(0))], "begin", axis=1)
    both = drawing.add("Concat", [mean, first], "both", axis=1)
    weights, bias = head
    drawing.add("Gemm", [both, drawing.keep("head", weights), drawing.keep("head.bias", bias)], "logits", transB=1)
    sizes = drawing.keep("sizes", np.array([3, 1]))
    drawing.nodes.append(helper.make_node("Split", ["logits", sizes], ["tone", "heat"], axis=1))
    parts = [drawing.add("Softmax", ["tone"], "tones", axis=1), drawing.add("Sigmoid", ["heat"], "angry")]
    drawing.add("Concat", parts, "chances", axis=1)
