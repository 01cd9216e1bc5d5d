/**
 * The records that wait in each pipeline's inbox, which notices brought them, and who works them off; a drain without a holder is
 * one that was asked for and has not begun. `text` is compared byte by byte.
 */
export function addInbox(text: string, integer: string, flag: string): string {
	const pipeline = `org_id ${text} NOT NULL, pipeline ${text} NOT NULL, s_object ${text} NOT NULL`;
	return `
	CREATE TABLE {schema}.inbox (
		${pipeline}, record_id ${text} NOT NULL,
		received_at ${integer} NOT NULL, created_at ${integer}, is_new ${flag} NOT NULL, priority ${integer} NOT NULL,
		holder ${text}, expires_at ${integer}, has_changed_again ${flag} NOT NULL,
		PRIMARY KEY (org_id, pipeline, s_object, record_id)
	);
	CREATE INDEX inbox_in_order ON {schema}.inbox (org_id, pipeline, s_object, priority, received_at, record_id);

	CREATE TABLE {schema}.inbox_notices (
		${pipeline}, notification_id ${text} NOT NULL, received_at ${integer} NOT NULL,
		PRIMARY KEY (org_id, pipeline, s_object, notification_id)
	);
	CREATE INDEX inbox_notices_by_age ON {schema}.inbox_notices (received_at);

	CREATE TABLE {schema}.inbox_drains (
		${pipeline}, holder ${text}, expires_at ${integer} NOT NULL,
		PRIMARY KEY (org_id, pipeline, s_object)
	);`;
}
