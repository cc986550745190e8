package dev.ftpsd.tls;

import java.security.cert.X509Certificate;
import java.util.Arrays;

import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.Extension;

/** Where a certificate's authority answers whether it was revoked (RFC 5280 §4.2.2.1). */
final class OcspResponders {

    private OcspResponders() {}

    static boolean isNamedBy(X509Certificate certificate) {
        var extension = certificate.getExtensionValue(Extension.authorityInfoAccess.getId());
        if (extension == null) {
            return false;
        }
        try {
            var access = AuthorityInformationAccess.getInstance(ASN1OctetString.getInstance(extension).getOctets());
            return Arrays.stream(access.getAccessDescriptions())
                    .anyMatch(description -> description.getAccessMethod().equals(AccessDescription.id_ad_ocsp));
        } catch (IllegalArgumentException e) {
            // Asked, and refused there, since it cannot be read.
            return true;
        }
    }
}
