import type { INodeParameters } from 'n8n-workflow';

/** What one trigger of an n8n is told apart by from every other. */
const telling = ['sObject', 'otherSObject', 'pipeline', 'orgIds', 'channel', 'provider'] as const;

/** A prime; 33 times as much is still a whole number. */
const modulus = 140_737_488_355_213;
const factor = 33;
const start = 7;

/**
 * The last part of the trigger's address as an expression, for the editor and for an n8n that asks for nothing else. n8n keeps one
 * path with a placeholder only once, whatever stands before it, so that the placeholder's name is the trigger's own.
 */
const template = `={{ ":secret-" + [${telling.map((name) => `$parameter["${name}"]`).join(', ')}].join("\\n").split("").reduce((hash, letter) => (hash * ${factor} + letter.charCodeAt(0)) % ${modulus}, ${start}).toString(36) }}`;

function pathOf(parameters: INodeParameters): string {
	const text = telling.map((name) => parameters[name]).join('\n');
	const hash = [...text.split('')].reduce((sum, letter) => (sum * factor + letter.charCodeAt(0)) % modulus, start);
	return `:secret-${hash.toString(36)}`;
}

/**
 * The path of the trigger's webhook, with how n8n reads it without its engine of expressions: an isolate made for each message would
 * take longer than the rest of its answer. The key is that of n8n-workflow's `webhookDescriptionFields`, newer than the oldest n8n
 * that the pack runs in, which evaluates the expression instead.
 */
export const webhookPath = {
	path: template,
	[Symbol.for('n8n.webhookDescriptionResolvers')]: { path: { template, resolve: pathOf } },
};
