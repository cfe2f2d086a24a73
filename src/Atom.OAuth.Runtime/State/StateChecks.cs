namespace Atom.OAuth.State;

/// <summary>Compares a genuine state with what the callback knows by itself.</summary>
internal static class StateChecks
{
    private const int LongestBinding = 1024;

    /// <summary>The first disagreement, or <see cref="OAuthStateOutcome.Valid"/>.</summary>
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

        // Either side may have no binding, but never one side alone: leaving it out must not be a way around it.
        return IsBoundTo(payload, expected) ? OAuthStateOutcome.Valid : OAuthStateOutcome.WrongBrowser;
    }

    /// <summary>Tells whether the browser sent nothing where a cookie was expected, rather than another one's.</summary>
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
