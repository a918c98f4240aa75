/** What an import may hold at most: as much as a stall does, and no more. Sizes in bytes unless the name says otherwise. */
export const importLimits = {
  fileBytesMax: 20 * 1024 * 1024,
  /** Of a spreadsheet, unpacked: what its archive says of all its parts together. */
  unpackedBytesMax: 120 * 1024 * 1024,
  /** Of a spreadsheet in one document, whose sheets are to be named, unpacked. */
  unpackedAtOnceMax: 20 * 1024 * 1024,
  rowsMax: 10_000,
  columnsMax: 400,
  cellLengthMax: 50_000,
  /** Depth of nested objects that linked data is followed into. */
  depthMax: 24,
  /** Values of a file (categories, rates, deposits) whose meaning a stall remembers. */
  choicesMax: 500,
} as const;
