import { xmlElements } from '../http/soap-reply';
import type { SaveContext } from '../writes/save-context';
import type { SaveResult } from '../writes/save-result';
import { purgeRecord, undeleteRecord } from '../writes/recycle-bin';
import { checkCount, type SoapOperation, soapSaveContext, textsOf } from './soap-call';
import { errorsXml } from './soap-results';

/** undelete(): records come back from the bin, each for itself. */
export const undeleteCall: SoapOperation = forEachId(undeleteRecord);

/** emptyRecycleBin(): what is in the bin goes for good. */
export const emptyRecycleBinCall: SoapOperation = forEachId(purgeRecord);

function forEachId(work: (context: SaveContext, id: string) => SaveResult): SoapOperation {
	return (request, call, envelope) => {
		const ids = textsOf(call, 'ids');
		checkCount(ids.length);
		const context = soapSaveContext(request, envelope);
		return ids.map((id) => resultXml(work(context, id))).join('');
	};
}

function resultXml({ errors, id, success }: SaveResult): string {
	return `<result>${errorsXml(errors)}${xmlElements({ id, success })}</result>`;
}
