using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace Atom.OAuth.Store;

/// <summary>
/// Encrypts tokens with Data Protection. Tenant and connection are part of the purpose, so tokens that are copied into the row of another
/// connection cannot be decrypted there.
/// </summary>
internal sealed class TokenSeal(IDataProtectionProvider dataProtection)
{
    private readonly IDataProtector _root = dataProtection.CreateProtector("Atom.OAuth.Connections", "v1");

    public byte[] Protect(ConnectionKey key, TokenSet tokens) => Protector(key).Protect(tokens.ToBytes());

    /// <exception cref="OAuthConnectionException">The tokens cannot be decrypted.</exception>
    public TokenSet Open(ConnectionKey key, byte[] sealedTokens)
    {
        try
        {
            return TokenSet.Read(Protector(key).Unprotect(sealedTokens));
        }
        catch (CryptographicException exception)
        {
            throw new OAuthConnectionException(
                OAuthConnectionProblem.KeysMissing,
                "The stored tokens cannot be decrypted. Are the Data Protection keys kept and shared by all instances "
                    + "(services.AddDataProtection().PersistKeysTo…)? "
                + "Nothing was deleted: with the keys back, the connection works again.",
                exception);
        }
    }

    private IDataProtector Protector(ConnectionKey key) => _root.CreateProtector(key.StoredTenant, key.ConnectionId);
}
