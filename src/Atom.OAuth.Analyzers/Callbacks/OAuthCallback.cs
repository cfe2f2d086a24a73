using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.Callbacks;

/// <summary>A method, local function or lambda that takes an authorization code and exchanges it, with the facts that the rules need.</summary>
internal sealed record OAuthCallback
{
    /// <summary>The method declaration, local function or lambda (passed to a <c>Map</c> call).</summary>
    public required SyntaxNode Node { get; init; }

    /// <summary>The location of diagnostics: the method's name, or that of the call that takes the lambda.</summary>
    public required Location Location { get; init; }

    /// <summary>The name for messages: the method's name, or the lambda's route.</summary>
    public required string Name { get; init; }

    /// <summary>The provider's display name; null if unknown.</summary>
    public string? Provider { get; init; }

    /// <summary>The provider's id in the catalogue, or its name in the same spelling; null if unknown.</summary>
    public string? ProviderId { get; init; }

    /// <summary>Stores tokens, but starts nothing that fetches history: ATOM002.</summary>
    public bool MissesSync { get; init; }

    /// <summary>Takes a code without checking the state: ATOM005.</summary>
    public bool MissesStateCheck { get; init; }

    /// <summary>Checks the state only after exchanging the code.</summary>
    public bool ChecksStateLate { get; init; }

    /// <summary>The call or assignment in the callback itself that stores the tokens, directly or in a called method. Null if none does.</summary>
    public ExpressionSyntax? Save { get; init; }

    /// <summary>The first use of the code in the callback itself that leads to the exchange.</summary>
    public ExpressionSyntax? Exchange { get; init; }

    /// <summary>An expression for the code at the start of the callback.</summary>
    public required ExpressionSyntax? Code { get; init; }

    /// <summary>An expression for the state at the start of the callback; null if the callback does not take it.</summary>
    public ExpressionSyntax? State { get; init; }

    /// <summary>The request has a state, either by itself or in an object that may contain one.</summary>
    public bool TakesState { get; init; }

    /// <summary>An expression for the provider's error at the start of the callback; null if the callback does not take it.</summary>
    public ExpressionSyntax? Error { get; init; }

    /// <summary>An expression for the error's description at the start of the callback; null if the callback does not take it.</summary>
    public ExpressionSyntax? ErrorDescription { get; init; }

    /// <summary>The value that the callback itself uses as the user's id, in scope at <see cref="Save"/>. Null if there is none.</summary>
    public ExpressionSyntax? User { get; init; }

    /// <summary>The value that the callback itself uses as the tenant's id, in scope at <see cref="Save"/>. Null if there is none.</summary>
    public ExpressionSyntax? Tenant { get; init; }
}
