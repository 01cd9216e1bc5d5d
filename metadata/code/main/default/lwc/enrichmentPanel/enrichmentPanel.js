import { LightningElement, api } from 'lwc';

/** Shows enrichment fields on any record page; placed once per page, it needs no work on page layouts. */
export default class EnrichmentPanel extends LightningElement {
	@api recordId;
	@api objectApiName;

	/** API names with commas, as the page's builder has them. */
	@api fieldNames;

	get fields() {
		const names = (this.fieldNames ?? '').split(',').map((name) => name.trim());
		return [...new Set(names.filter((name) => name !== ''))];
	}
}
