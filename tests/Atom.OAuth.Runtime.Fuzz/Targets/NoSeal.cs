using Microsoft.AspNetCore.DataProtection;

namespace Atom.OAuth.Fuzz.Targets;

/// <summary>A data protector that does not encrypt.</summary>
internal sealed class NoSeal : IDataProtectionProvider, IDataProtector
{
    public IDataProtector CreateProtector(string purpose) => this;

    public byte[] Protect(byte[] plaintext) => [.. plaintext];

    public byte[] Unprotect(byte[] protectedData) => [.. protectedData];
}
