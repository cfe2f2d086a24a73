using Atom.OAuth.Analyzers.Common;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Checklist.Code;

/// <summary>A call that is part of the template.</summary>
/// <param name="Type">The type on which the method is called or that is created, or null if the name alone is sufficient.</param>
/// <param name="Name">The method, or null for any of the type.</param>
/// <param name="Argument">The index of the provider among the arguments; negative if the call has none.</param>
/// <param name="Does">The steps that it performs.</param>
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

        // The connections library does all of this for an integration; its sync starts if there is a source.
        new(null, "AddIntegration", 0, Html, Error, StateMade, StateChecked, TokenSent),
        new(null, "AddSource", 0, Sync),
        new(null, "AddWhatsAppHistory", -1, Sync),
    ];

    /// <summary>
    /// Creates a call of the user's own method from an option or an attribute. A state method may create or validate the
    /// state: it counts as both.
    /// </summary>
    public static TemplateCall? OfOption(string key, string method) =>
        key == OAuthOptions.HtmlGuardMethodsOption.Key ? new(null, method, -1, Html)
        : key == OAuthOptions.SyncTriggerMethodsOption.Key ? new(null, method, -1, Sync)
        : key == OAuthOptions.ErrorFormatterMethodsOption.Key ? new(null, method, -1, Error)
        : key == OAuthOptions.StateMethodsOption.Key ? new(null, method, -1, StateMade, StateChecked)
        : null;

    /// <summary>Whether it is a detected helper of the user's. If several have the same name, a call counts for each.</summary>
    public bool IsHelper { get; init; }

    /// <summary>Whether only calls that name an integration count: those of a helper that takes the provider.</summary>
    public bool NeedsName { get; init; }

    /// <summary>The type that a file must mention for its calls to count, or null.</summary>
    public string? Mention { get; init; }

    public bool Is(string? type, string name) => (Type is null || Type == type) && (Name is null || Name == name);

    /// <summary>Gets the argument with the provider, by name or position.</summary>
    public ExpressionSyntax? ProviderIn(ArgumentListSyntax? arguments)
    {
        var list = arguments?.Arguments ?? default;
        return (list.FirstOrDefault(static argument => argument.NameColon?.Name.Identifier.ValueText is "provider" or "integrationId")
            ?? (Argument >= 0 && Argument < list.Count && list[Argument].NameColon is null ? list[Argument] : null))?.Expression;
    }
}
