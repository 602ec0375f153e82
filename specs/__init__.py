"""gouji.specs: packs as data.  There is no code here; ``gouji.packs`` reads it."""
