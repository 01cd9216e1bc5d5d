import { type INodeProperties, type INodeType } from 'n8n-workflow';
import { countControls } from '../../demo/editor/compare/count-controls';
import { panelsOf } from '../../demo/editor/panels/panel-list';

const operation = (resource: string, ...values: string[]): INodeProperties => ({
	displayName: 'Operation',
	name: 'operation',
	type: 'options',
	displayOptions: { show: { resource: [resource] } },
	options: values.map((value) => ({ name: value, value })),
	default: values[0],
});

const properties: INodeProperties[] = [
	{
		displayName: 'Authentication',
		name: 'authentication',
		type: 'options',
		options: [{ name: 'Key', value: 'someApi' }],
		default: 'someApi',
	},
	{
		displayName: 'Resource',
		name: 'resource',
		type: 'options',
		options: [
			{ name: 'A', value: 'a' },
			{ name: 'B', value: 'b' },
		],
		default: 'a',
	},
	operation('a', 'get', 'put'),
	operation('b', 'get'),
	{
		displayName: 'Word',
		name: 'word',
		type: 'string',
		default: '',
		displayOptions: { show: { resource: ['a'], operation: ['put'] } },
	},
	{
		displayName: 'Newer',
		name: 'newer',
		type: 'string',
		default: '',
		displayOptions: { show: { '@version': [{ _cnd: { gte: 2 } }] } },
	},
	{ displayName: 'Older', name: 'older', type: 'string', default: '', displayOptions: { show: { '@version': [1] } } },
	{ displayName: 'Read this', name: 'notice', type: 'notice', default: '' },
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		default: {},
		options: [
			{
				displayName: 'Field',
				name: 'field',
				type: 'options',
				typeOptions: { loadOptionsMethod: 'getFields' },
				default: '',
			},
			{ displayName: 'Note', name: 'note', type: 'string', default: '' },
		],
	},
];

const node = {
	description: {
		displayName: 'Some Node',
		name: 'someNode',
		group: ['output'],
		version: [1, 2],
		defaultVersion: 2,
		description: '',
		defaults: { name: 'Some Node' },
		inputs: ['main'],
		outputs: ['main'],
		credentials: [{ name: 'someApi', required: true }],
		properties,
	},
} as INodeType;

describe('panelsOf', () => {
	const panels = panelsOf(node, 'pack');

	it('lists every operation of every resource', () => {
		expect(panels.map(({ name }) => name)).toEqual(['SomeNode a get', 'SomeNode a put', 'SomeNode b get']);
	});

	it('shows what the defaults of the newest version show, the choice of the credential apart', () => {
		const shown = panels.map((panel) => panel.shown.map(({ displayName }) => displayName));
		expect(shown[0]).toEqual(['Resource', 'Operation', 'Newer', 'Read this', 'Options']);
		expect(shown[1]).toEqual(['Resource', 'Operation', 'Word', 'Newer', 'Read this', 'Options']);
	});
});

describe('countControls', () => {
	it('counts controls, what menus hold, and what the service is asked for', () => {
		expect(countControls(panelsOf(node, 'pack')[0])).toEqual({ atFirst: 4, options: 2, fromService: 1 });
	});
});
