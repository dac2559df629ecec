"""人群: choosing people by a tree of conditions; sets of people are Roaring bitmaps."""
