using System.Security.Cryptography;

namespace Atom.OAuth.Store;

/// <summary>What a connection is known by. The tenant is part of it: no id reaches across tenants.</summary>
internal readonly record struct ConnectionKey(string? TenantId, string ConnectionId)
{
    private const string Alphabet = "0123456789abcdefghjkmnpqrstvwxyz";

    /// <summary>Gets the tenant as it is stored; states refuse an empty one, so that it can mean none.</summary>
    public string StoredTenant => TenantId ?? string.Empty;

    /// <summary>Makes an id that nobody can guess: 130 bits.</summary>
    public static string NewId() => RandomNumberGenerator.GetString(Alphabet, 26);
}
