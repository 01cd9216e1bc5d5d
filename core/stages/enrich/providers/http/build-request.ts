import type { HttpRequest } from '../../../../http/send-once';
import type { ProviderQuery } from '../../provider';
import type { RequestTemplate } from './definition';
import { fillPlaceholders } from './placeholders';
import { fillTemplate, type TemplateScope, type ValueOf } from './template';

/** A query with what earlier steps have taken for it. */
export interface OpenQuery {
	readonly query: ProviderQuery;
	readonly taken: Readonly<Record<string, string>>;
}

/** What placeholders stand for in a query's part of the request; `$name` is what an earlier step has taken. */
export function valueOf({ query, taken }: OpenQuery): ValueOf {
	return (name) => {
		if (name === 'key') return String(query.key);
		const value = name.startsWith('$') ? ownText(taken, name.slice(1)) : ownText(query, name);
		return value?.trim() || undefined;
	};
}

/** The request about these queries, without what the credential adds; `undefined` when a part of its path has no value. `baseUrl` stands for the scheme and host, and what it has as path comes first. */
export function buildRequest(
	template: RequestTemplate,
	queries: readonly OpenQuery[],
	wanted: readonly string[],
	baseUrl?: string,
): HttpRequest | undefined {
	const values = queries.map(valueOf);
	const scope: TemplateScope = {
		valueOf: values.length === 1 ? values[0] : () => undefined,
		queries: values,
		wanted: new Set(wanted),
	};
	const url = addressOf(template, scope, baseUrl);
	if (url === undefined) return undefined;
	const body = template.body === undefined ? undefined : fillTemplate(template.body, scope);
	const isForm = template.format === 'form';
	const type = isForm ? 'application/x-www-form-urlencoded' : 'application/json';
	return {
		method: template.method,
		url,
		headers: {
			accept: 'application/json',
			...(body !== undefined && { 'content-type': type }),
			...headersOf(template, scope),
		},
		...(body !== undefined && { body: isForm ? formOf(body) : JSON.stringify(body) }),
	};
}

function addressOf(
	{ url, query = {} }: RequestTemplate,
	scope: TemplateScope,
	baseUrl: string | undefined,
): string | undefined {
	// A path without one of its parts would ask for something else.
	const filled = fillPlaceholders(url, scope.valueOf, encodeURIComponent);
	if (filled === undefined) return undefined;
	const address = new URL(filled);
	if (baseUrl !== undefined) {
		const base = new URL(baseUrl);
		address.protocol = base.protocol;
		address.host = base.host;
		address.pathname = `${base.pathname.replace(/\/$/, '')}${address.pathname}`;
	}
	for (const [name, part] of Object.entries(query)) {
		const value = fillTemplate(part, scope);
		if (value !== undefined) address.searchParams.set(name, textFor(value));
	}
	return address.toString();
}

function headersOf({ headers = {} }: RequestTemplate, scope: TemplateScope): Record<string, string> {
	const filled = Object.entries(headers)
		.map(([name, text]) => [name.toLowerCase(), fillPlaceholders(text, scope.valueOf)] as const)
		.filter((entry): entry is [string, string] => entry[1] !== undefined);
	return Object.fromEntries(filled);
}

function formOf(body: unknown): string {
	const fields = typeof body === 'object' && body !== null ? Object.entries(body) : [];
	return new URLSearchParams(fields.map(([name, value]): [string, string] => [name, textFor(value)])).toString();
}

/** Lists in addresses and forms are joined by commas. */
function textFor(value: unknown): string {
	return Array.isArray(value) ? value.join(',') : String(value);
}

function ownText(values: object, name: string): string | undefined {
	const value = Object.hasOwn(values, name) ? (values as Record<string, unknown>)[name] : undefined;
	return typeof value === 'string' ? value : undefined;
}
