import type { INodeProperties } from 'n8n-workflow';
import { authenticationParameter } from '../wiring/authentication-parameter';
import { fieldListsParameter } from '../wiring/field-lists-parameter';

/** Operations that go to Salesforce. */
export const connectingOperations = ['planMerges', 'merge', 'undoMerge'];

/**
 * Finding duplicates needs no org but for the lists of fields; merging does. By `hide`, because the editor takes what an
 * authentication field's `show` names for a part of the credential, and draws it no more.
 */
export const connectionParameters: INodeProperties[] = [
	{ ...fieldListsParameter, displayOptions: { hide: { operation: connectingOperations } } },
	{ ...authenticationParameter, displayOptions: { hide: { operation: ['findInInput'] } } },
];
