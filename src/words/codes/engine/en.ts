const RESTARTED = "The node starts it again by itself, and goes on where it was.";
const OTHER_NETWORK = "This home and the network it belongs to do not fit together.";

/** What a node of a network says of its consensus engine to who runs it. */
export const ENGINE_EN = {
  "comet.frame": {
    what: "Something that is not the consensus engine spoke to this node.",
    means: "Its connection was ended; others go on.",
    next: "See which program of this user does that.",
  },
  "comet.too_large": {
    what: "The consensus engine sent more than this node takes.",
    means: "That connection was ended.",
    next: "See that the engine's version and settings are those that came with this home.",
  },
  "comet.request": {
    what: "The consensus engine asked something that this node does not know.",
    means: "That connection was ended.",
    next: "See that the engine is CometBFT v0.38.",
  },
  "comet.genesis": {
    what: "The network begins with something else than this home.",
    means: OTHER_NETWORK,
    next: "Compare the engine's genesis file with that of the other authorities.",
  },
  "comet.order": {
    what: "The consensus engine and this node are not at the same block.",
    means: "One of them was put back to an older state.",
    next: "Put both back from one backup, or set this home up anew and let it catch up.",
  },
  "comet.damaged": {
    what: "What this node stored does not follow its own log.",
    means: "The node does not go on like this.",
    next: "Set this home up anew and let it catch up with the others.",
  },
  "comet.no_binary": {
    what: "CometBFT is not installed.",
    means: "A node of a network needs it.",
    next: "Build it by npm run build:cometbft, or name the program in COMETBFT.",
  },
  "comet.ended": {
    what: "The consensus engine has ended.",
    means: RESTARTED,
    next: "If it happens again, look at the disk and at the engine's own settings.",
  },
  "comet.unreachable": {
    what: "The consensus engine does not answer.",
    means: "Entries are kept and handed over when it does.",
    next: "Wait a moment. If it stays so, start the node again.",
  },
  "comet.busy": {
    what: "The consensus engine has no room for more entries just now.",
    means: "They are kept and handed over after the next block.",
    next: "Wait a moment.",
  },
} as const;
