import { ApiError } from '../api-error';
import type { OrgState } from '../org/org-state';
import { childOf, readXml, type XmlElement } from '../../http/xml-reader';
import type { ComponentResult, Deployed } from './component';
import { acceptedTypes, modelledTypes } from './component-types';

/** A component that a package names, with its metadata where this org looks at it. */
interface NamedComponent {
	readonly type: string;
	readonly fullName: string;
	readonly fileName: string;
	readonly metadata?: XmlElement;
}

/** Where the files of a type are, and how their names end. */
const modelledFolders: Readonly<Record<string, readonly [folder: string, suffix: string]>> = {
	CustomObject: ['objects', 'object'],
	CustomPermission: ['customPermissions', 'customPermission'],
	LeadConvertSettings: ['LeadConvertSettings', 'LeadConvertSetting'],
	PermissionSet: ['permissionsets', 'permissionset'],
};

/** The manifest is missing or cannot be read; nothing else was looked at. */
export class BadPackage extends Error {}

/** Takes the components of an unzipped package into the org, in the order they need each other; throws BadPackage. */
export function deployPackage(org: OrgState, files: ReadonlyMap<string, Buffer>): ComponentResult[] {
	const components = namedComponents(files);
	const order = [...modelledTypes.keys()];
	const rank = ({ type }: NamedComponent) => (order.includes(type) ? order.indexOf(type) : order.length);
	return [...components].sort((left, right) => rank(left) - rank(right)).map((each) => deployOne(org, each));
}

function deployOne(org: OrgState, { type, fullName, fileName, metadata }: NamedComponent): ComponentResult {
	const told = (deployed: Deployed) => ({ type, fullName, fileName, ...deployed });
	const refused = (problem: string) => ({ ...told({ created: false, changed: false }), problem });
	const deploy = modelledTypes.get(type);
	if (!deploy) {
		if (!Object.hasOwn(acceptedTypes, type)) return refused(`Unknown type name '${type}' specified in package.xml`);
		if (fileName === '') return refused(notFound(fullName, type));
		return told({ created: true, changed: true });
	}
	if (!metadata) {
		// A standard object is named for the sake of its fields; nothing of it need be in the package.
		if (type === 'CustomObject' && org.schema.type(fullName)) return told({ created: false, changed: false });
		return refused(notFound(fullName, type));
	}
	try {
		return told(deploy(org, fullName, metadata));
	} catch (error) {
		if (error instanceof ApiError) return refused(error.message);
		throw error;
	}
}

function notFound(fullName: string, type: string): string {
	return `An object '${fullName}' of type ${type} was named in package.xml, but was not found in zipped directory`;
}

function namedComponents(files: ReadonlyMap<string, Buffer>): NamedComponent[] {
	const manifest = readXml(files.get('package.xml')?.toString('utf8') ?? '');
	if (manifest?.name !== 'Package') throw new BadPackage('No package.xml found');
	const types = manifest.children.filter(({ name }) => name === 'types');
	return types.flatMap((element) => {
		const type = childOf(element, 'name')?.text.trim() ?? '';
		const members = element.children.filter(({ name }) => name === 'members').map(({ text }) => text.trim());
		return members.map((fullName) => locate(files, type, fullName));
	});
}

function locate(files: ReadonlyMap<string, Buffer>, type: string, fullName: string): NamedComponent {
	if (type === 'CustomField') return locateField(files, fullName);
	if (Object.hasOwn(modelledFolders, type)) {
		const [folder, suffix] = modelledFolders[type];
		const fileName = `${folder}/${fullName}.${suffix}`;
		const metadata = readXml(files.get(fileName)?.toString('utf8') ?? '');
		return { type, fullName, fileName, ...(metadata && { metadata }) };
	}
	return { type, fullName, fileName: fileOf(files, acceptedTypes[type], fullName) };
}

/** A field stands in the file of its object. */
function locateField(files: ReadonlyMap<string, Buffer>, fullName: string): NamedComponent {
	const [object, name] = fullName.split('.');
	const fileName = `objects/${object}.object`;
	const file = readXml(files.get(fileName)?.toString('utf8') ?? '');
	const metadata = file?.children.find(
		(each) => each.name === 'fields' && childOf(each, 'fullName')?.text.trim() === name,
	);
	return { type: 'CustomField', fullName, fileName, ...(metadata && { metadata }) };
}

/** The first file that the component can be in; empty when there is none. */
function fileOf(files: ReadonlyMap<string, Buffer>, folder: string | undefined, fullName: string): string {
	const inObject = fullName.split('.')[0];
	const starts = [`${folder}/${fullName.replace(/\/$/, '')}`, `${folder}/${inObject}`];
	for (const start of starts) {
		const found = [...files.keys()].find((path) => path.startsWith(start) && /^[./-]/.test(path.slice(start.length)));
		if (found) return found;
	}
	return '';
}
