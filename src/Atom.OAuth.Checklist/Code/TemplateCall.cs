using Atom.OAuth.Analyzers.Common;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Checklist.Code;

/// <summary>A call that is code of the template.</summary>
/// <param name="Type">The type that the name is called on or created, or null where the name alone is enough.</param>
/// <param name="Name">The method, or null where any of the type counts.</param>
/// <param name="Argument">Where the provider stands among the arguments; below zero where the call has none.</param>
/// <param name="Does">The steps that it does.</param>
internal sealed record TemplateCall(string? Type, string? Name, int Argument, params (TemplatePart Part, string Step)[] Does)
{
    private static readonly (TemplatePart Part, string Step) Html = (TemplatePart.HtmlChecks, "checked");
    private static readonly (TemplatePart Part, string Step) Sync = (TemplatePart.HistoricalSync, "started");
    private static readonly (TemplatePart Part, string Step) Error = (TemplatePart.ErrorMessages, "worded");
    private static readonly (TemplatePart Part, string Step) StateMade = (TemplatePart.State, "made");
    private static readonly (TemplatePart Part, string Step) StateChecked = (TemplatePart.State, "checked");
    private static readonly (TemplatePart Part, string Step) TokenSent = (TemplatePart.TokenRequests, "sent");

    /// <summary>The calls of the runtime library.</summary>
    public static readonly IReadOnlyList<TemplateCall> OfRuntime =
    [
        new(null, "CheckHtmlResponse", 0, Html),
        new(null, "CheckHtmlResponseAsync", 0, Html),
        new(null, "CheckHtmlContent", 0, Html),
        new(null, "CheckHtmlContentAsync", 0, Html),
        new(null, "ReadOAuthJson", 0, Html),
        new(null, "ReadOAuthJsonAsync", 0, Html),
        new("HtmlResponse", null, 1, Html),
        new("OAuthTokenResponse", "SendAsync", 2, Html, Error, TokenSent),
        new("OAuthTokenResponse", null, 1, Html, Error, TokenSent),
        new("OAuthRevocationResponse", "SendAsync", 2, Html, Error),
        new("OAuthRevocationResponse", null, 1, Html, Error),
        new("OAuthErrorMessage", null, 0, Error),
        new(null, "TriggerHistoricalSyncOnConnectionAsync", 0, Sync),
        new("OAuthStateRequest", null, 0, StateMade),
        new(null, "BuildWithCookieAsync", 0, StateMade),
        new("OAuthStateExpectation", null, 0, StateChecked),
        new("OAuthLocalState", null, -1, StateMade, StateChecked),

        // The connections library does all of these for an integration that is added to it; its sync starts where it has a source.
        new(null, "AddIntegration", 0, Html, Error, StateMade, StateChecked, TokenSent),
        new(null, "AddSource", 0, Sync),
        new(null, "AddWhatsAppHistory", -1, Sync),
    ];

    /// <summary>
    /// Calls of a method of the user's own, which an option or an attribute names. A method of theirs that is named for the
    /// state may make it or check it: it counts as both.
    /// </summary>
    public static TemplateCall? OfOption(string key, string method) =>
        key == OAuthOptions.HtmlGuardMethodsOption.Key ? new(null, method, -1, Html)
        : key == OAuthOptions.SyncTriggerMethodsOption.Key ? new(null, method, -1, Sync)
        : key == OAuthOptions.ErrorFormatterMethodsOption.Key ? new(null, method, -1, Error)
        : key == OAuthOptions.StateMethodsOption.Key ? new(null, method, -1, StateMade, StateChecked)
        : null;

    /// <summary>Whether it is a method of the user's own that was found. Several of them may have one name; a call then counts for each.</summary>
    public bool IsHelper { get; init; }

    /// <summary>Whether only calls count that name an integration: those of a helper that takes the provider.</summary>
    public bool NeedsName { get; init; }

    /// <summary>The type that a file has to mention for its calls to count, or null.</summary>
    public string? Mention { get; init; }

    public bool Is(string? type, string name) => (Type is null || Type == type) && (Name is null || Name == name);

    /// <summary>The argument that names the provider: by its name, or by its position.</summary>
    public ExpressionSyntax? ProviderIn(ArgumentListSyntax? arguments)
    {
        var list = arguments?.Arguments ?? default;
        return (list.FirstOrDefault(static argument => argument.NameColon?.Name.Identifier.ValueText is "provider" or "integrationId")
            ?? (Argument >= 0 && Argument < list.Count && list[Argument].NameColon is null ? list[Argument] : null))?.Expression;
    }
}
