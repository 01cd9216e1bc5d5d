import 'reflect-metadata';
import {
	type IDataObject,
	type INode,
	type INodeTypes,
	type IWebhookDescription,
	resolveWebhookDescriptionField,
	webhookDescriptionIsNativelyResolvable,
	Workflow,
} from 'n8n-workflow';
import { SalesforceChangeTrigger } from './SalesforceChangeTrigger.node';

const type = new SalesforceChangeTrigger();
const webhook: IWebhookDescription = type.description.webhooks![0];
const nodeTypes = { getByNameAndVersion: () => type, getByName: () => type, getKnownTypes: () => ({}) };

function aWorkflow(parameters: IDataObject): { workflow: Workflow; node: INode } {
	const given = { id: '1', name: 'Trigger', type: 'trigger', typeVersion: 2, position: [0, 0] as [number, number] };
	const workflow = new Workflow({
		nodes: [{ ...given, parameters } as INode],
		connections: {},
		active: false,
		nodeTypes: nodeTypes as unknown as INodeTypes,
	});
	return { workflow, node: workflow.getNode('Trigger')! };
}

/** As n8n reads it without its engine of expressions. */
function nativePath(parameters: IDataObject) {
	return resolveWebhookDescriptionField(aWorkflow(parameters).node, webhook, 'path');
}

function evaluatedPath(parameters: IDataObject): unknown {
	const { workflow, node } = aWorkflow(parameters);
	return workflow.expression.getSimpleParameterValue(node, webhook.path, 'internal', {});
}

const ofLeads = { sObject: 'Lead', pipeline: 'instant', orgIds: '00D5e000000abcdEAA' };

describe('the path of the trigger', () => {
	it.each([
		{},
		ofLeads,
		{ ...ofLeads, sObject: 'other', otherSObject: 'Partner__c' },
		{ ...ofLeads, channel: 'both', provider: 'full-enrich' },
		{ ...ofLeads, pipeline: `Über "alles" {{ }} 🙂 ${'x'.repeat(2_000)}` },
	])('is read by n8n without its engine, and the same as by it: case %#', (parameters) => {
		const native = nativePath(parameters);
		expect(native).toEqual({ resolved: true, value: expect.stringMatching(/^:secret-[0-9a-z]+$/) });
		expect(evaluatedPath(parameters)).toBe(native.resolved && native.value);
	});

	it('needs no engine for any other part of the webhook', () => {
		expect(webhookDescriptionIsNativelyResolvable(webhook)).toBe(true);
	});

	it('is another one for another object, pipeline, org, channel or provider', () => {
		const others = [
			{ sObject: 'Contact' },
			{ sObject: 'other', otherSObject: 'Partner__c' },
			{ pipeline: 'instant2' },
			{ orgIds: '00D5e000000abceEAA' },
			{ channel: 'json' },
			{ provider: 'full-enrich' },
		];
		const paths = [{}, ...others].map((other) => {
			const native = nativePath({ ...ofLeads, ...other });
			return native.resolved ? native.value : undefined;
		});
		expect(new Set(paths).size).toBe(7);
		expect(paths).not.toContain(undefined);
	});

	it('is evaluated where a parameter is an expression', () => {
		const parameters = { ...ofLeads, pipeline: '={{ "inst" + "ant" }}' };
		expect(nativePath(parameters).resolved).toBe(false);
		expect(evaluatedPath(parameters)).toBe(evaluatedPath(ofLeads));
	});
});
