/** A limit on everything that a peer controls. Sizes in bytes unless the name says otherwise. */
export const limits = {
  /** Largest JSON body: an account request that seals the largest keyring to every way in. */
  accountBodyBytesMax: 1024 * 1024,
  envelopeBytesMin: 4096,
  envelopeBytesMax: 256 * 1024,
  statementBytesMax: 1024 * 1024,
  recordBytesMin: 256,
  recordBytesMax: 256 * 1024,
  recordsPerSpaceMax: 20_000,
  spaceBytesMax: 128 * 1024 * 1024,
  /** A picture in both of its sizes, with four bytes of framing. */
  mediaBytesMax: (6 + 192) * 1024 + 4,
  thumbnailBytesMax: 6 * 1024,
  sharpPictureBytesMax: 192 * 1024,
  /** Longest edges in pixels: a picture of few bytes can still be one of many pixels. */
  thumbnailEdgeMax: 512,
  sharpPictureEdgeMax: 2048,
  /** A ThumbHash: enough for any shape, with or without transparency. */
  placeholderBytesMax: 32,
  /** A sharp pack carries the pictures of at least this many items: what a request for one tells. */
  sharpPackItemsMin: 32,
  mediaPerPartyMax: 4_000,
  /** A party's present key and those before it. */
  keysPerPartyMax: 32,
  inboxEnvelopesMax: 20_000,
  /** With the recovery code, as many wrappers as the largest keyring (32 KiB sealed) can list. */
  passkeysPerAccountMax: 16,
  itemsPerShelfMax: 500,
  shelvesPerPartyMax: 20,
  variantsPerItemMax: 50,
  picturesPerItemMax: 8,
  orderLinesMax: 100,
  lineQuantityMax: 999,
  messageTextLengthMax: 1000,
  amountMinorMax: 100_000_000,
  envelopesPerPageMax: 200,
  recordsPerPageMax: 500,
  /** Days that an unacknowledged envelope or board post is kept. */
  envelopeRetentionDays: 14,
  inboxKeyValidDays: 14,
  inboxKeySecretDays: 28,
} as const;

/** Smallest total size of an order's envelope: a small order and one of forty lines look the same. */
export const orderEnvelopeFloorBytes = 32 * 1024;
