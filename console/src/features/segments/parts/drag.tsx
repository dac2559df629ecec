import { createContext, type DragEvent, type ReactNode, useContext, useMemo, useState } from "react";
import type { Editor } from "../editor";
import { partsOf, partOf, positionOf } from "../tree";

type Place = "before" | "after" | "inside";
interface Target {
  id: string;
  place: Place;
}
interface Drag {
  dragged: string | null;
  target: Target | null;
  start: (id: string, event: DragEvent) => void;
  over: (target: Target, event: DragEvent) => void;
  drop: (event: DragEvent) => void;
  end: () => void;
}
const DragContext = createContext<Drag | null>(null);
const TYPE = "application/x-huayuan-part";

export function Dragging({ editor, children }: { editor: Editor; children: ReactNode }) {
  const [dragged, setDragged] = useState<string | null>(null);
  const [target, setTarget] = useState<Target | null>(null);
  const drag = useMemo<Drag>(() => {
    const end = () => {
      setDragged(null);
      setTarget(null);
    };
    return {
      dragged,
      target,
      start: (id, event) => {
        event.stopPropagation();
        event.dataTransfer.setData(TYPE, id);
        event.dataTransfer.effectAllowed = "move";
        setDragged(id);
      },
      over: (next, event) => {
        const part = dragged ? partOf(editor.root, dragged) : undefined;
        if (!part) return;
        event.stopPropagation();
        // Nothing is dropped into itself.
        const allowed = !partsOf(part).some((each) => each.id === next.id);
        if (allowed) event.preventDefault();
        const shown = allowed ? next : null;
        setTarget((now) => (now?.id === shown?.id && now?.place === shown?.place ? now : shown));
      },
      drop: (event) => {
        event.preventDefault();
        event.stopPropagation();
        if (dragged && target) put(editor, dragged, target);
        end();
      },
      end,
    };
  }, [editor, dragged, target]);
  return <DragContext value={drag}>{children}</DragContext>;
}

function put(editor: Editor, dragged: string, { id, place }: Target): void {
  if (place === "inside") {
    const group = partOf(editor.root, id);
    if (group && "of" in group) editor.moveTo(dragged, id, group.of.length);
    return;
  }
  const at = positionOf(editor.root, id);
  if (at) editor.moveTo(dragged, at.parent.id, at.index + (place === "after" ? 1 : 0));
}

/** What makes a part a place to drop at: above its middle, below it, or inside a group. */
export function useDrop(id: string, kind: "part" | "group") {
  const drag = useContext(DragContext);
  const target = drag?.target?.id === id ? drag.target.place : undefined;
  return {
    "data-drop": kind === "group" ? (target === "inside" ? target : undefined) : target,
    "data-dragged": drag?.dragged === id || undefined,
    onDragOver: (event: DragEvent<HTMLElement>) => {
      if (kind === "group") return drag?.over({ id, place: "inside" }, event);
      const box = event.currentTarget.getBoundingClientRect();
      const place = event.clientY < box.top + box.height / 2 ? "before" : "after";
      drag?.over({ id, place }, event);
    },
    onDrop: (event: DragEvent<HTMLElement>) => drag?.drop(event),
  };
}
/** What makes an element the handle a part is dragged by. */
export function useGrip(id: string) {
  const drag = useContext(DragContext);
  return {
    draggable: true,
    onDragStart: (event: DragEvent) => drag?.start(id, event),
    onDragEnd: () => drag?.end(),
  };
}
