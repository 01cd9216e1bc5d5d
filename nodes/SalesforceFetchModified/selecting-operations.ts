/** The operations that work on a selection. */
export const selectingOperations = ['count', 'get', 'plan'];
