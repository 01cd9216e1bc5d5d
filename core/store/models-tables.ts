/** The scoring models that are kept of an org, by name and version; `text` is compared byte by byte. */
export function addModels(text: string, integer: string): string {
	return `
	CREATE TABLE {schema}.models (
		org_id ${text} NOT NULL, model_name ${text} NOT NULL, model_version ${text} NOT NULL, document_json ${text} NOT NULL,
		kept_at ${integer} NOT NULL, kept_by ${text} NOT NULL,
		PRIMARY KEY (org_id, model_name, model_version)
	);`;
}
