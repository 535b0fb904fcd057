import { useEffect, useRef } from "preact/hooks";
import { TagField } from "../desk/TagField";
import { keyOf } from "../keyboard/keys";
import { Icon } from "../parts/Icon";
import { tagging } from "../state/tagging";
import { removeTag, tagsOf } from "../state/tags";
import { t } from "../words/speak";

/** Of the episode that goes on now, or did last. */
export function Tags({ threadId }: { threadId: string }) {
  const face = useRef<HTMLButtonElement>(null);
  useEffect(() => () => void (tagging.value = ""), [threadId]);
  const tags = tagsOf(threadId);
  if (!tags) return null;
  const fold = () => {
    tagging.value = "";
    requestAnimationFrame(() => face.current?.focus());
  };
  return (
    <span class="tags">
      {tags.length > 0 && (
        <ul aria-label={t("tags")}>
          {tags.map((name) => (
            <li key={name} class="tag">
              {name}
              <button type="button" aria-label={t("tags.remove", { name })} onClick={() => removeTag(threadId, name)}><Icon name="close" /></button>
            </li>
          ))}
        </ul>
      )}
      {tagging.value === threadId ? (
        <TagField threadId={threadId} tags={tags} onDone={fold} />
      ) : (
        <button ref={face} type="button" class="tag tag-add" aria-keyshortcuts={keyOf("tag")} onClick={() => (tagging.value = threadId)}>
          <Icon name="tag" />{t("tags.add")}
        </button>
      )}
    </span>
  );
}
