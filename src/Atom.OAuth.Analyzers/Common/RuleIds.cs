using System.Collections.Immutable;

namespace Atom.OAuth.Analyzers.Common;

/// <summary>The ids of the rules. Each has a rule file, a fixer, a test class and a page of the same name.</summary>
internal static class RuleIds
{
    public const string CheckHtmlBeforeReadingJson = "ATOM001";
    public const string StartHistoricalSyncOnConnection = "ATOM002";
    public const string ProtectOAuthState = "ATOM003";
    public const string FormatOAuthErrors = "ATOM004";
    public const string ValidateOAuthState = "ATOM005";
    public const string ActOnHtmlCheck = "ATOM006";
    public const string UseCurrentProviderEndpoint = "ATOM007";
    public const string SendTokenRequestOnce = "ATOM008";
    public const string KeepRotatedRefreshToken = "ATOM009";

    /// <summary>All rules in order. Every other list of the rules is generated from this one, or compared with it by a test.</summary>
    public static ImmutableArray<string> All { get; } = ImmutableArray.Create(
        CheckHtmlBeforeReadingJson,
        StartHistoricalSyncOnConnection,
        ProtectOAuthState,
        FormatOAuthErrors,
        ValidateOAuthState,
        ActOnHtmlCheck,
        UseCurrentProviderEndpoint,
        SendTokenRequestOnce,
        KeepRotatedRefreshToken);
}
