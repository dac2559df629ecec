import type { Leaf } from "../../model";
import { DidFields } from "./DidFields";
import { EventTimeFields, SequenceFields } from "./EventFields";
import {
  ChannelFields,
  ChatFields,
  FollowerFields,
  FriendFields,
  IdentityFields,
  TagFields,
} from "./SetFields";
import { LayerFields, ListFields, SampleFields, SegmentFields } from "./LayerFields";
import { TraitFields } from "./TraitFields";

interface Props {
  leaf: Leaf;
  onChange: (leaf: Leaf) => void;
}

/** The fields of one condition. */
export function LeafFields({ leaf, onChange }: Props) {
  switch (leaf.kind) {
    case "trait":
      return <TraitFields leaf={leaf} onChange={onChange} />;
    case "event":
      return <DidFields leaf={leaf} onChange={onChange} />;
    case "event_time":
      return <EventTimeFields leaf={leaf} onChange={onChange} />;
    case "sequence":
      return <SequenceFields leaf={leaf} onChange={onChange} />;
    case "tag":
      return <TagFields leaf={leaf} onChange={onChange} />;
    case "friend":
      return <FriendFields leaf={leaf} onChange={onChange} />;
    case "group":
      return <ChatFields leaf={leaf} onChange={onChange} />;
    case "follower":
      return <FollowerFields leaf={leaf} onChange={onChange} />;
    case "identity":
      return <IdentityFields leaf={leaf} onChange={onChange} />;
    case "channel":
      return <ChannelFields leaf={leaf} onChange={onChange} />;
    case "rfm":
      return <LayerFields leaf={leaf} onChange={onChange} />;
    case "lifecycle":
      return <LayerFields leaf={leaf} onChange={onChange} />;
    case "segment":
      return <SegmentFields leaf={leaf} onChange={onChange} />;
    case "list":
      return <ListFields leaf={leaf} onChange={onChange} />;
    case "sample":
      return <SampleFields leaf={leaf} onChange={onChange} />;
  }
}
