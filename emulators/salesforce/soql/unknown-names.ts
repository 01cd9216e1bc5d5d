const referencePath = 'Please reference your WSDL or the describe call for the appropriate names.';

/** Salesforce's text for an object that does not exist. */
export function unknownObject(name: string): string {
	return `sObject type '${name}' is not supported. If you are attempting to use a custom object, be sure to append the '__c' after the entity name. ${referencePath}`;
}

/** Salesforce's text for a field that does not exist or is hidden. */
export function unknownField(name: string, entity: string): string {
	return `No such column '${name}' on entity '${entity}'. If you are attempting to use a custom field, be sure to append the '__c' after the custom field name. ${referencePath}`;
}

/** Salesforce's text for a relationship that does not exist; `place` is `field path` or `FROM part of query call`. */
export function unknownRelationship(name: string, place: string): string {
	return `Didn't understand relationship '${name}' in ${place}. If you are attempting to use a custom relationship, be sure to append the '__r' after the custom relationship name. ${referencePath}`;
}
