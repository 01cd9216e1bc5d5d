import {
	displayParameter,
	type INodeParameters,
	type INodeProperties,
	type INodeType,
	type INodeTypeDescription,
	NodeHelpers,
} from 'n8n-workflow';

/** One operation of one node, as the editor is to show it before anything was chosen. */
export interface Panel {
	/** `SalesforceEnrichmentRun run start`: names the picture too. */
	readonly name: string;
	/** As in a workflow. */
	readonly type: string;
	readonly typeVersion: number;
	/** Resource and operation; everything else is left at its default. */
	readonly chosen: INodeParameters;
	/** What the description shows for the defaults, in its order; the notices among them. */
	readonly shown: readonly INodeProperties[];
	/** Whether it asks for a credential. */
	readonly isConnected: boolean;
}

/** The panels of a node: resource × operation, in the order of its description. */
export function panelsOf(node: INodeType, packageName: string): Panel[] {
	const { description } = node;
	return choices(description).map((chosen) => panelOf(description, packageName, chosen));
}

/** Every resource with every operation that its dropdown offers. */
function choices(description: INodeTypeDescription): INodeParameters[] {
	const withResource = optionsOf(description, 'resource', {}).map((resource) => ({ resource }));
	const starts: INodeParameters[] = withResource.length > 0 ? withResource : [{}];
	return starts.flatMap((start) => {
		const operations = optionsOf(description, 'operation', start);
		return operations.length > 0 ? operations.map((operation) => ({ ...start, operation })) : [start];
	});
}

function optionsOf(description: INodeTypeDescription, name: string, chosen: INodeParameters): string[] {
	const parameter = description.properties.find(
		(property) => property.name === name && isShown(description, chosen, property),
	);
	const options = (parameter?.options ?? []).filter((option) => 'value' in option);
	return options.map(({ value }) => String(value));
}

function panelOf(description: INodeTypeDescription, packageName: string, chosen: INodeParameters): Panel {
	const typeVersion = newestVersion(description);
	const values =
		NodeHelpers.getNodeParameters(description.properties, chosen, true, false, { typeVersion }, description) ?? chosen;
	const credentialTypes = new Set(description.credentials?.map(({ name }) => name));
	return {
		name: [description.displayName.replaceAll(' ', ''), ...Object.values(chosen)].join(' '),
		type: `${packageName}.${description.name}`,
		typeVersion,
		chosen,
		shown: description.properties.filter(
			(property) =>
				property.type !== 'hidden' &&
				!choosesCredential(property, credentialTypes) &&
				isShown(description, values, property),
		),
		isConnected: (description.credentials ?? []).some((credential) =>
			displayParameter(values, credential, { typeVersion }, description),
		),
	};
}

/** The editor shows such a parameter as the menu of the credential. */
function choosesCredential({ name, options }: INodeProperties, credentialTypes: ReadonlySet<string>): boolean {
	if (name !== 'authentication') return false;
	return (options ?? []).every((option) => 'value' in option && credentialTypes.has(String(option.value)));
}

function isShown(description: INodeTypeDescription, values: INodeParameters, property: INodeProperties): boolean {
	return displayParameter(values, property, { typeVersion: newestVersion(description) }, description);
}

/** The version that a node gets when a person adds it. */
export function newestVersion({ version, defaultVersion }: INodeTypeDescription): number {
	return defaultVersion ?? Math.max(...[version].flat());
}
