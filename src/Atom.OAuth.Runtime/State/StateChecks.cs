namespace Atom.OAuth.State;

/// <summary>Compares a genuine state with what the callback knows from other sources.</summary>
internal static class StateChecks
{
    private const int LongestBinding = 1024;

    /// <summary>Returns the first mismatch, or <see cref="OAuthStateOutcome.Valid"/>.</summary>
    public static OAuthStateOutcome Compare(StatePayload payload, OAuthStateExpectation expected)
    {
        if (expected.HasTenant && !string.Equals(payload.TenantId, expected.TenantId, StringComparison.Ordinal))
        {
            return OAuthStateOutcome.WrongTenant;
        }

        if (expected.HasUser && !string.Equals(payload.UserId, expected.UserId, StringComparison.Ordinal))
        {
            return OAuthStateOutcome.WrongUser;
        }

        // Both sides may lack a binding, but not just one: omitting it must not be a way around the check.
        return IsBoundTo(payload, expected) ? OAuthStateOutcome.Valid : OAuthStateOutcome.WrongBrowser;
    }

    /// <summary>Determines whether the browser sent no cookie although one was expected, rather than a wrong one.</summary>
    public static bool HasLostItsCookie(StatePayload payload, OAuthStateExpectation expected)
        => payload.BindingHash is not null && expected.HasBrowser && string.IsNullOrEmpty(expected.BrowserBinding);

    private static bool IsBoundTo(StatePayload payload, OAuthStateExpectation expected)
    {
        if (payload.BindingHash is null || !expected.HasBrowser)
        {
            return payload.BindingHash is null && !expected.HasBrowser;
        }

        return expected.BrowserBinding is { Length: > 0 and <= LongestBinding } binding
            && StateRandom.AreEqual(payload.BindingHash, StateRandom.Hash(binding));
    }
}
