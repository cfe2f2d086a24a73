using Atom.OAuth.Analyzers.CSharp;
using Atom.OAuth.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.CodeFixes.States;

/// <summary>The request of an <c>HttpListener</c> that a function waits for, and from which another method gets the code.</summary>
internal static class ListenerRequest
{
    private const string Context = "HttpListenerContext";

    /// <summary>Names of variables with the code.</summary>
    private static readonly NameTable Codes = new("Code $");

    /// <summary>Gets the statement that waits, and the state in the request; null if there is none, or more than one.</summary>
    public static (StatementSyntax Declared, string State)? In(SyntaxNode function, SemanticModel model) =>
        Declarations(function)
            .Where(variable => model.GetDeclaredSymbol(variable) is ILocalSymbol
            {
                Type: { Name: Context, ContainingNamespace: { Name: "Net", ContainingNamespace.Name: "System" } },
            })
            .Take(2).ToList() is [{ Identifier.ValueText: var context, Parent.Parent: LocalDeclarationStatementSyntax { Parent: BlockSyntax } declared } only]
        && GivesCode(function, context, only)
            ? (declared, $"{context}.Request.QueryString[\"state\"]")
            : null;

    private static IEnumerable<VariableDeclaratorSyntax> Declarations(SyntaxNode function) =>
        function.DescendantNodes().OfType<VariableDeclaratorSyntax>().Where(variable => Functions.Around(variable) == function);

    /// <summary>Recognizes <c>var request = context.Request; var code = CodeOf(request.Url.Query);</c></summary>
    private static bool GivesCode(SyntaxNode function, string context, VariableDeclaratorSyntax declared)
    {
        var names = new HashSet<string>(StringComparer.Ordinal) { context };
        foreach (var variable in Declarations(function).Where(variable => variable.SpanStart > declared.Span.End))
        {
            if (variable.Initializer?.Value.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().Any(name => names.Contains(name.Identifier.ValueText)) != true)
            {
                continue;
            }

            if (Codes.Matches(variable.Identifier.ValueText))
            {
                return true;
            }

            names.Add(variable.Identifier.ValueText);
        }

        return false;
    }
}
