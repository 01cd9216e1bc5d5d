import { z } from 'zod/v4';

/** Longest list of rows in a document; more is a table and belongs into a file of reference data. */
export const mostRows = 1_000;

/** A text that says something, without space around it. */
export const someText = (most = 255) => z.string().trim().min(1).max(most);

/** An API name, e.g. `Industry` or `Region__c`. */
export const apiName = z
	.string()
	.max(80)
	.regex(/^[A-Za-z]\w*$/, 'should be an API name, e.g. Industry or Region__c');

/** The path of a field, those of parents with dots, e.g. `Account.Name`. */
export const fieldPath = z
	.string()
	.max(255)
	.regex(/^[A-Za-z]\w*(\.[A-Za-z]\w*)*$/, 'should be an API name, parents with a dot, e.g. Account.Name');

/** From 0 to 1. */
export const share = z.number().min(0).max(1);

/** A number of days. */
export const days = z.number().min(0).max(36_500);
