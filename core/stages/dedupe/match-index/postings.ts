/** Of a key that more records have than this, none is kept: it says too little about any of them. */
export const mostPostings = 500;

/** Stands in the place of a record's number where a key has too many of them. */
export const overfull = 0xffff_ffff;
