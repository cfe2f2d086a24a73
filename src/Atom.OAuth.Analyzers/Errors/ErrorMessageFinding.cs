using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.Errors;

/// <summary>A value in a message.</summary>
/// <param name="Part">The part of the error.</param>
/// <param name="Value">The value, with variables resolved.</param>
/// <param name="Written">The expression in the message.</param>
/// <param name="Origin">The origin of the value: the parameter, the object, or the call that read the response.</param>
/// <param name="Argument">The argument, or the new value of the member, that contains it.</param>
internal sealed record ErrorSource(
    ErrorPart Part, ExpressionSyntax Value, ExpressionSyntax Written, ExpressionSyntax Origin, ExpressionSyntax Argument);

/// <summary>An OAuth error message that is built by hand.</summary>
/// <param name="Sink">The destination of the message: the call, the created object, the assignment or the return.</param>
/// <param name="Kind">The kind of destination.</param>
/// <param name="Message">The expression that is the message.</param>
/// <param name="Sources">The parts of the OAuth error in the message.</param>
/// <param name="IsBuilt">True if the message is composed; false if it is the source itself.</param>
/// <param name="Provider">The provider's display name, if known.</param>
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
