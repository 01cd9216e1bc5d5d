import { ApiError, notFound } from '../api-error';
import { readMultipart } from '../bulk/multipart';
import { ok, type ApiReply, type ApiRequest } from '../http/api-request';
import { parseJson } from '../http/json-parser';
import type { Route } from '../http/route';
import { deployResult } from '../metadata/deploy-result';
import { findDeployment, startDeployment, type Deployment } from '../metadata/deployments';
import { metadataCalls } from '../metadata/metadata-calls';
import { answerSoap, soapRoute } from './soap';

const namespace = 'http://soap.sforce.com/2006/04/metadata';

/** The Metadata API: SOAP for single components and deployments, REST for deployments. */
export const metadataRoutes: Route[] = [
	...['/services/Soap/m/:soapVersion', '/services/Soap/m/:soapVersion/:orgId'].map((path) => ({
		...soapRoute,
		path,
		charges: () => true,
		handle: (request: ApiRequest) => answerSoap(request, metadataCalls, namespace),
	})),
	{ method: 'POST', path: 'metadata/deployRequest', kind: 'metadataDeploy', handle: deploy },
	{ method: 'GET', path: 'metadata/deployRequest/:id', kind: 'metadataDeploy', handle: readStatus },
];

function deploy(request: ApiRequest): ApiReply {
	if (!request.org.access.of(request.session.userId).canCustomize)
		throw new ApiError(403, 'INSUFFICIENT_ACCESS', 'Deploying metadata takes the permission Modify Metadata');
	const parts = readMultipart(String(request.headers['content-type'] ?? ''), request.bytes) ?? [];
	const zip = parts.find(({ name }) => name === 'file')?.bytes;
	if (!zip) throw new ApiError(400, 'INVALID_MULTIPART_REQUEST', 'The request needs the parts json and file');
	const options = optionsIn(parts.find(({ name }) => name === 'json')?.bytes.toString('utf8') ?? '{}');
	const deployment = startDeployment(request.org, request.session.userId, zip, options);
	return { ...ok(shown(request, deployment, false)), status: 201 };
}

function optionsIn(json: string): Deployment['options'] {
	const { deployOptions = {} } = parseJson(json) as { readonly deployOptions?: Partial<Deployment['options']> };
	const { checkOnly = false, rollbackOnError = false, singlePackage = false } = deployOptions;
	return { checkOnly, rollbackOnError, singlePackage };
}

function readStatus(request: ApiRequest): ApiReply {
	const deployment = findDeployment(request.org, request.params.id);
	if (!deployment) throw notFound();
	return ok(shown(request, deployment, request.query.get('includeDetails') === 'true'));
}

function shown({ org, dataUrl }: ApiRequest, deployment: Deployment, hasDetails: boolean) {
	const { id, options } = deployment;
	return {
		id,
		url: `${org.url}${dataUrl}/metadata/deployRequest/${id}?includeDetails=true`,
		deployOptions: options,
		deployResult: deployResult(org, deployment, hasDetails),
	};
}
