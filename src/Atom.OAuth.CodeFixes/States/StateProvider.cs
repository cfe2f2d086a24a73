using Atom.OAuth.Analyzers.Providers;
using Atom.OAuth.Analyzers.State;

namespace Atom.OAuth.CodeFixes.States;

/// <summary>
/// The provider's id, as both ends of a flow have to write it: from the name of the type, which the authorization and the
/// callback mostly share, then that of the method, then the endpoint's host.
/// </summary>
internal static class StateProvider
{
    public static string? IdOf(StateFinding finding) =>
        (KnownProviders.NameInIdentifier(Functions.TypeNameOf(finding.Function)) ?? KnownProviders.NameInIdentifier(Functions.NameOf(finding.Function)) ?? finding.Provider) is { } name
            ? OAuthProviders.Find(name)?.Id ?? Slug(name)
            : null;

    private static string Slug(string name) => name.ToLowerInvariant().Replace(' ', '-').Replace(".", string.Empty);
}
