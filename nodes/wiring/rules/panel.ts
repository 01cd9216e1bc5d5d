import { omitBy } from 'lodash';
import type { IDataObject } from 'n8n-workflow';

/** What a part of a rule set says, as a node's panel would: parameters by name, and entries of its collection of options. */
export interface Panel {
	readonly parameters: IDataObject;
	readonly options: IDataObject;
}

/** What of a panel a rule set can say, and what it cannot, as sentences. */
export interface RulesOfPanel<Part> {
	readonly part: Part;
	readonly leftOut: readonly string[];
}

/** Without what is undefined. */
export function said<T extends object>(values: T): T {
	return omitBy(values, (value) => value === undefined) as T;
}

/** Whether n8n would evaluate it, or anything in it. */
export function isExpression(value: unknown): boolean {
	if (typeof value === 'string') return value.startsWith('=');
	return typeof value === 'object' && value !== null && Object.values(value).some(isExpression);
}

/** Reads a panel as n8n saves it: values that a person has left as they were are not there. */
export class SavedPanel {
	readonly leftOut: string[] = [];

	constructor(private readonly saved: IDataObject) {}

	/** The value, unless there is none, or it is an expression, which is told as left out. */
	value<T>(name: string, title: string, within: IDataObject = this.saved): T | undefined {
		const value = within[name];
		if (value === undefined || value === null || value === '') return undefined;
		if (!isExpression(value)) return value as T;
		this.leftOut.push(`${title} is an expression`);
		return undefined;
	}

	/** The rows of a collection, without those that have an expression in them. */
	rows<T>(name: string, title: string, key = 'rows', within: IDataObject = this.saved): T[] {
		const rows = ((within[name] ?? {}) as Record<string, unknown>)[key];
		if (!Array.isArray(rows)) return [];
		return rows.filter((row, index) => {
			if (isExpression(row)) this.leftOut.push(`${title}, row ${index + 1}, has an expression in it`);
			return !isExpression(row);
		}) as T[];
	}

	/** The collection of options. */
	options(name = 'options'): IDataObject {
		const options = this.saved[name];
		return typeof options === 'object' && options !== null && !Array.isArray(options) ? (options as IDataObject) : {};
	}
}

/** Field names from a list, or from text with commas. */
export function namesOf(value: unknown): string[] | undefined {
	const names = (Array.isArray(value) ? value : String(value ?? '').split(','))
		.map((name) => String(name).trim())
		.filter((name) => name !== '');
	return names.length > 0 ? names : undefined;
}
