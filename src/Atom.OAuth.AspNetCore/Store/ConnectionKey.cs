using System.Security.Cryptography;

namespace Atom.OAuth.Store;

/// <summary>Identifies a connection. The tenant is part of the key, so that no id is valid across tenants.</summary>
internal readonly record struct ConnectionKey(string? TenantId, string ConnectionId)
{
    private const string Alphabet = "0123456789abcdefghjkmnpqrstvwxyz";

    /// <summary>Gets the tenant as stored; states reject an empty tenant, so empty can mean none.</summary>
    public string StoredTenant => TenantId ?? string.Empty;

    /// <summary>Creates an unguessable id of 130 bits.</summary>
    public static string NewId() => RandomNumberGenerator.GetString(Alphabet, 26);
}
