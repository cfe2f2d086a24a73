using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.Errors;

/// <summary>A value that a message is made of.</summary>
/// <param name="Part">What it is.</param>
/// <param name="Value">The value, variables looked through.</param>
/// <param name="Written">How it stands in the message.</param>
/// <param name="Origin">What it starts from: the parameter, the object, the call that read the answer.</param>
/// <param name="Argument">The argument, or the member's new value, that it comes in by.</param>
internal sealed record ErrorSource(
    ErrorPart Part, ExpressionSyntax Value, ExpressionSyntax Written, ExpressionSyntax Origin, ExpressionSyntax Argument);

/// <summary>An OAuth error message that is built by hand.</summary>
/// <param name="Sink">Where the words go: the call, the created object, the assignment or the return.</param>
/// <param name="Kind">What that is.</param>
/// <param name="Message">The expression that is the message.</param>
/// <param name="Sources">The parts of the OAuth error in it.</param>
/// <param name="IsBuilt">True when the message is put together, false when it is the source itself.</param>
/// <param name="Provider">The provider's display name, where something tells it.</param>
internal sealed record ErrorMessageFinding(
    Microsoft.CodeAnalysis.SyntaxNode Sink,
    SinkKind Kind,
    ExpressionSyntax Message,
    IReadOnlyList<ErrorSource> Sources,
    bool IsBuilt,
    string? Provider)
{
    public bool ShowsBody => Sources.All(static source => source.Part == ErrorPart.Body);
}
