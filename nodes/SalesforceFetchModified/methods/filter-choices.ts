import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';
import type { SalesforceClient } from '../../../core/salesforce/client';
import type { FieldDescription } from '../../../core/salesforce/schema';
import { soqlLiteral } from '../../../core/salesforce/soql';
import { editorClient } from '../../wiring/editor-client';
import { chosenObject } from '../../wiring/lists/chosen-object';
import { choicesOf, fieldAt, rowField } from '../../wiring/lists/picklist-values';

/** A longer list helps nobody, and one page of a query holds it. */
const mostUsers = 500;

/** The values that the row's field can be compared with, where there is a list of them: of a picklist, owners, record types. */
export async function getFilterChoices(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	const sObject = chosenObject.call(this);
	const path = rowField.call(this);
	if (sObject === undefined || path === '') return [];
	const client = await editorClient.call(this);
	const field = await fieldAt(client, sObject, path);
	return field ? (choicesOf(field) ?? (await referencesOf(client, sObject, path, field))) : [];
}

async function referencesOf(
	client: SalesforceClient,
	sObject: string,
	path: string,
	{ type, referenceTo }: FieldDescription,
): Promise<INodePropertyOptions[]> {
	if (type !== 'reference') return [];
	// A record type of a parent belongs to another object, which the path does not name.
	if (referenceTo.includes('RecordType') && !path.includes('.')) {
		return await namesById(
			client,
			`SELECT Id, Name FROM RecordType WHERE SobjectType = ${soqlLiteral(sObject)} AND IsActive = true ORDER BY Name`,
		);
	}
	if (!referenceTo.includes('User')) return [];
	return await namesById(client, `SELECT Id, Name FROM User WHERE IsActive = true ORDER BY Name LIMIT ${mostUsers}`);
}

async function namesById(client: SalesforceClient, soql: string): Promise<INodePropertyOptions[]> {
	const options: INodePropertyOptions[] = [];
	for await (const { records } of client.query(soql)) {
		for (const { Id, Name } of records) options.push({ name: String(Name), value: String(Id) });
	}
	return options;
}
