using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.Callbacks;

/// <summary>A method, local function or lambda that takes an authorization code and exchanges it, and what it does with it.</summary>
internal sealed record OAuthCallback
{
    /// <summary>The method declaration, local function or lambda (of a Map call) itself.</summary>
    public required SyntaxNode Node { get; init; }

    /// <summary>Where it is reported: the method's name, or the name of the call that takes the lambda.</summary>
    public required Location Location { get; init; }

    /// <summary>The name for messages: the method's, or the route of a lambda.</summary>
    public required string Name { get; init; }

    /// <summary>The provider's display name; null where nothing tells.</summary>
    public string? Provider { get; init; }

    /// <summary>The provider's id in the catalogue, or its name in the same spelling; null where nothing tells.</summary>
    public string? ProviderId { get; init; }

    /// <summary>Keeps tokens, and starts nothing that fetches history: ATOM002.</summary>
    public bool MissesSync { get; init; }

    /// <summary>Takes a code without a look at the state: ATOM005.</summary>
    public bool MissesStateCheck { get; init; }

    /// <summary>Looks at the state only when the code has been exchanged.</summary>
    public bool ChecksStateLate { get; init; }

    /// <summary>
    /// The call or assignment that keeps the tokens, in the callback itself: what is called there keeps them, or does so further on. Null where
    /// nothing is kept.
    /// </summary>
    public ExpressionSyntax? Save { get; init; }

    /// <summary>The first use of the code that leads to the exchange, in the callback itself.</summary>
    public ExpressionSyntax? Exchange { get; init; }

    /// <summary>How the code can be read at the callback's start.</summary>
    public required ExpressionSyntax? Code { get; init; }

    /// <summary>How the state can be read at the callback's start; null where it is not taken.</summary>
    public ExpressionSyntax? State { get; init; }

    /// <summary>The request brings a state, by itself or in an object that may have one.</summary>
    public bool TakesState { get; init; }

    /// <summary>How the provider's error can be read at the callback's start; null where it is not taken.</summary>
    public ExpressionSyntax? Error { get; init; }

    /// <summary>How the error's description can be read at the callback's start; null where it is not taken.</summary>
    public ExpressionSyntax? ErrorDescription { get; init; }

    /// <summary>The value that the callback itself uses as the user's id; in scope at <see cref="Save"/>. Null where none is visible.</summary>
    public ExpressionSyntax? User { get; init; }

    /// <summary>The value that the callback itself uses as the tenant's id; in scope at <see cref="Save"/>. Null where none is visible.</summary>
    public ExpressionSyntax? Tenant { get; init; }
}
