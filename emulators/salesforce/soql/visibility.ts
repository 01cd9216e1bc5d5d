/** What the running user may see; without one, everything. What is hidden looks exactly like what does not exist. */
export interface QueryVisibility {
	isObjectVisible(objectName: string): boolean;
	/** Asked with the schema's casing; Id is always visible. */
	isFieldVisible(objectName: string, fieldName: string): boolean;
	/**
	 * A SQL condition over the object's table, known as `alias`, that holds for the rows the user may see; `undefined`
	 * for all of them. It takes no parameters, so constants stand in it as SQL literals.
	 */
	rowFilter(objectName: string, alias: string): string | undefined;
}
