import { ApiError } from '../api-error';
import type { ApiRequest } from '../http/api-request';
import { SoapFault, xmlElements } from '../http/soap-reply';
import type { OrgState } from '../org/org-state';
import { requireSession, textsOf, type SoapOperation } from '../soap/soap-call';
import { deleteCustomField, findCustomFieldByName } from '../tooling/custom-fields';
import { metadataOfField } from '../tooling/field-metadata';
import { childOf, type XmlElement } from '../../http/xml-reader';
import { modelledTypes } from './component-types';
import { deployResult, type ResultElements } from './deploy-result';
import { findDeployment, startDeployment } from './deployments';
import { isTrue } from '../soap/soap-call';

/** How many components one call of the CRUD kind takes; Metadata API Developer Guide, createMetadata(). */
const mostComponents = 10;

/** The calls of the Metadata API that are served: deployments, and one by one what takes effect here. */
export const metadataCalls: Readonly<Record<string, SoapOperation>> = {
	deploy(request, call, envelope) {
		const userId = requireCustomizer(request, envelope);
		const options = childOf(call, 'DeployOptions');
		const zip = Buffer.from(childOf(call, 'ZipFile')?.text ?? '', 'base64');
		const { id } = startDeployment(request.org, userId, zip, {
			checkOnly: isTrue(childOf(options, 'checkOnly')),
			rollbackOnError: isTrue(childOf(options, 'rollbackOnError')),
			singlePackage: isTrue(childOf(options, 'singlePackage')),
		});
		return `<result>${xmlElements({ done: false, id, state: 'Queued' })}</result>`;
	},
	checkDeployStatus(request, call, envelope) {
		requireSession(request, envelope);
		const id = childOf(call, 'asyncProcessId')?.text.trim() ?? '';
		const deployment = findDeployment(request.org, id);
		if (!deployment) throw new SoapFault('INVALID_CROSS_REFERENCE_KEY', `invalid cross reference id: ${id}`);
		return `<result>${nested(deployResult(request.org, deployment, isTrue(childOf(call, 'includeDetails'))))}</result>`;
	},
	createMetadata: (request, call, envelope) => saveEach(request, call, envelope, 'create'),
	updateMetadata: (request, call, envelope) => saveEach(request, call, envelope, 'update'),
	upsertMetadata: (request, call, envelope) => saveEach(request, call, envelope, 'upsert'),
	readMetadata(request, call, envelope) {
		requireSession(request, envelope);
		const type = childOf(call, 'type')?.text.trim() ?? '';
		const names = checked(textsOf(call, 'fullNames'));
		const records = names.map((fullName) => {
			const found = type === 'CustomField' ? findCustomFieldByName(request.org, fullName) : undefined;
			if (!found) return '<records xsi:nil="true"/>';
			return `<records xsi:type="CustomField">${nested({ fullName, ...presentOf(metadataOfField(found.field)) })}</records>`;
		});
		return `<result>${records.join('')}</result>`;
	},
	deleteMetadata(request, call, envelope) {
		requireCustomizer(request, envelope);
		return checked(textsOf(call, 'fullNames'))
			.map((fullName) =>
				saved(
					request.org,
					fullName,
					() => {
						const placed = findCustomFieldByName(request.org, fullName);
						if (!placed)
							throw new ApiError(400, 'INVALID_CROSS_REFERENCE_KEY', `no CustomField named ${fullName} found`);
						deleteCustomField(request.org, placed);
						return false;
					},
					false,
				),
			)
			.join('');
	},
};

/** The components of one call are of one type, which only an attribute names. */
function saveEach(
	request: ApiRequest,
	call: XmlElement,
	envelope: XmlElement,
	how: 'create' | 'update' | 'upsert',
): string {
	requireCustomizer(request, envelope);
	const [, type = ''] = /<(?:\w+:)?metadata\b[^>]*\btype="(?:\w+:)?(\w+)"/.exec(request.body) ?? [];
	const deploy = modelledTypes.get(type);
	if (!deploy)
		throw new SoapFault(
			'INVALID_TYPE',
			`The emulator saves no metadata of type ${type || '(none given)'} in this call`,
		);
	const elements = checked(call.children.filter(({ name }) => name === 'metadata'));
	return elements
		.map((element) => {
			const fullName = childOf(element, 'fullName')?.text.trim() ?? '';
			return saved(
				request.org,
				fullName,
				() => {
					const there = type === 'CustomField' ? findCustomFieldByName(request.org, fullName) : undefined;
					if (how === 'create' && there)
						throw new ApiError(400, 'DUPLICATE_DEVELOPER_NAME', `There is already a field named ${fullName}.`);
					if (how === 'update' && type === 'CustomField' && !there)
						throw new ApiError(
							400,
							'INVALID_CROSS_REFERENCE_KEY',
							`In field: fullName - no ${type} named ${fullName} found`,
						);
					return deploy(request.org, fullName, element).created;
				},
				how === 'upsert',
			);
		})
		.join('');
}

/** One result; a component that is refused leaves the others of the call alone. */
function saved(org: OrgState, fullName: string, work: () => boolean, tellsCreated: boolean): string {
	try {
		const created = org.store.transaction(work);
		return `<result>${nested({ ...(tellsCreated && { created }), fullName, success: true })}</result>`;
	} catch (error) {
		if (!(error instanceof ApiError)) throw error;
		const errors = { message: error.message, statusCode: error.errorCode };
		return `<result>${nested({ ...(tellsCreated && { created: false }), errors, fullName, success: false })}</result>`;
	}
}

function checked<T>(list: readonly T[]): readonly T[] {
	if (list.length > mostComponents)
		throw new SoapFault(
			'EXCEEDED_ID_LIMIT',
			`record limit reached. cannot submit more than ${mostComponents} records into this operation`,
		);
	return list;
}

function requireCustomizer(request: ApiRequest, envelope: XmlElement): string {
	const { userId } = requireSession(request, envelope);
	if (request.org.access.of(userId).canCustomize) return userId;
	throw new SoapFault(
		'INSUFFICIENT_ACCESS',
		'INSUFFICIENT_ACCESS: use of the Metadata API requires a user with the ModifyAllData or ModifyMetadata permissions',
	);
}

function presentOf(values: Readonly<Record<string, unknown>>): ResultElements {
	return Object.fromEntries(
		Object.entries(values).filter(([, value]) => value !== null && value !== undefined),
	) as ResultElements;
}

function nested(elements: ResultElements): string {
	return Object.entries(elements)
		.map(([name, value]) =>
			typeof value === 'object'
				? [value]
						.flat()
						.map((each) => `<${name}>${nested(each as ResultElements)}</${name}>`)
						.join('')
				: xmlElements({ [name]: value }),
		)
		.join('');
}
