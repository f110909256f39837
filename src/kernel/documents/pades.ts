import { createHash } from 'node:crypto';
import { pdflibAddPlaceholder } from '@signpdf/placeholder-pdf-lib';
import { SignPdf } from '@signpdf/signpdf';
import { Signer, SUBFILTER_ETSI_CADES_DETACHED } from '@signpdf/utils';
import { ObjectIdentifier, OctetString, Sequence } from 'asn1js';
import { ParseSpeeds, PDFDocument } from 'pdf-lib';
import {
  Attribute,
  ContentInfo,
  EncapsulatedContentInfo,
  IssuerAndSerialNumber,
  SignedAndUnsignedAttributes,
  SignedData,
  SignerInfo,
} from 'pkijs';
import type { SealKey } from './seal-key.js';
import { timeStampToken } from './time-stamp.js';

const OID = {
  data: '1.2.840.113549.1.7.1',
  contentType: '1.2.840.113549.1.9.3',
  messageDigest: '1.2.840.113549.1.9.4',
  signingCertificateV2: '1.2.840.113549.1.9.16.2.47',
  signatureTimeStamp: '1.2.840.113549.1.9.16.2.14',
} as const;
const DIGEST = { name: 'SHA-256', node: 'sha256' } as const;
/** Bytes kept free in the file for the signature; with three certificates of a chain it has some 6,000. */
const SIGNATURE_BYTES = 12_288;
/** And for a time-stamp token with the certificates of its authority. */
const TOKEN_BYTES = 16_384;

/**
 * The file with a PAdES signature (ETSI EN 319 142-1) over all of it: B-B, or B-T where there is an authority that says
 * when it was signed. Throws `unavailable` when that one does not answer.
 */
export async function signPdf(
  pdf: Uint8Array,
  key: SealKey,
  at: Temporal.Instant,
  timeStamps: URL | null,
): Promise<Uint8Array> {
  const document = await PDFDocument.load(pdf, {
    updateMetadata: false,
    // Small files: the library's pauses between objects take longer than the objects.
    parseSpeed: ParseSpeeds.Fastest,
  });
  pdflibAddPlaceholder({
    pdfDoc: document,
    // The library writes these as Latin text; the name stands in the certificate.
    reason: '',
    contactInfo: '',
    name: '',
    location: '',
    signingTime: new Date(at.epochMilliseconds),
    signatureLength: SIGNATURE_BYTES + (timeStamps ? TOKEN_BYTES : 0),
    subFilter: SUBFILTER_ETSI_CADES_DETACHED,
    widgetRect: [0, 0, 0, 0],
  });
  const prepared = await document.save({ useObjectStreams: false, objectsPerTick: Infinity });
  return new Uint8Array(await new SignPdf().sign(Buffer.from(prepared), new SealSigner(key, timeStamps)));
}

/** Makes the CMS signature that a PAdES file of the levels B-B and B-T holds (ETSI EN 319 142-1 section 6.3). */
class SealSigner extends Signer {
  readonly #key: SealKey;
  readonly #timeStamps: URL | null;

  constructor(key: SealKey, timeStamps: URL | null) {
    super();
    this.#key = key;
    this.#timeStamps = timeStamps;
  }

  override async sign(content: Buffer): Promise<Buffer> {
    const { privateKey, chain } = this.#key;
    const [certificate] = chain;
    const signed = new SignedData({
      version: 1,
      encapContentInfo: new EncapsulatedContentInfo({ eContentType: OID.data }),
      signerInfos: [
        new SignerInfo({
          version: 1,
          sid: new IssuerAndSerialNumber({
            issuer: certificate.issuer,
            serialNumber: certificate.serialNumber,
          }),
          signedAttrs: new SignedAndUnsignedAttributes({
            type: 0,
            attributes: [
              attribute(OID.contentType, new ObjectIdentifier({ value: OID.data })),
              attribute(OID.messageDigest, new OctetString({ valueHex: digest(content) })),
              attribute(
                OID.signingCertificateV2,
                signingCertificate(certificate.toSchema(true).toBER(false)),
              ),
            ],
          }),
        }),
      ],
      certificates: [...chain],
    });
    await signed.sign(privateKey, 0, DIGEST.name, new Uint8Array(content));
    const [signer] = signed.signerInfos;
    if (this.#timeStamps && signer) {
      const token = await timeStampToken(this.#timeStamps, signer.signature.getValue());
      signer.unsignedAttrs = new SignedAndUnsignedAttributes({
        type: 1,
        attributes: [new Attribute({ type: OID.signatureTimeStamp, values: [token.toSchema()] })],
      });
    }
    const info = new ContentInfo({ contentType: ContentInfo.SIGNED_DATA, content: signed.toSchema(true) });
    return Buffer.from(info.toSchema().toBER(false));
  }
}

const digest = (content: ArrayBuffer | Uint8Array): ArrayBuffer =>
  new Uint8Array(createHash(DIGEST.node).update(new Uint8Array(content)).digest()).buffer;

const attribute = (type: string, value: ObjectIdentifier | OctetString | Sequence): Attribute =>
  new Attribute({ type, values: [value] });

/** SigningCertificateV2 with one ESSCertIDv2 of SHA-256, its default (RFC 5035 section 3). */
const signingCertificate = (certificate: ArrayBuffer): Sequence => {
  const id = new Sequence({ value: [new OctetString({ valueHex: digest(certificate) })] });
  return new Sequence({ value: [new Sequence({ value: [id] })] });
};
