using Atom.OAuth.Analyzers.CSharp;
using Atom.OAuth.Analyzers.Responses;
using Atom.OAuth.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.Errors;

/// <summary>Short methods of the project that return one value of a request: <c>request.GetErrorFromQuery()</c>.</summary>
internal static class QueryHelpers
{
    /// <summary>Parts of their names.</summary>
    private static readonly WordTable Names = new(WordMatch.Part, StringComparison.OrdinalIgnoreCase, "Error");

    /// <summary>Gets the path to the value that the called method returns; null if it is another method, or does more.</summary>
    public static ValuePath? PathReturnedBy(InvocationExpressionSyntax call, SemanticModel model)
    {
        if (!Names.Matches(call.CalledName())
            || model.GetSymbolInfo(call).Symbol is not IMethodSymbol { DeclaringSyntaxReferences: [var declared] }
            || !model.Compilation.ContainsSyntaxTree(declared.SyntaxTree)
            || declared.GetSyntax() is not MethodDeclarationSyntax helper
            || !JsonReads.IsShort(helper)
            || Functions.Returned(helper).ToList() is not [var value])
        {
            return null;
        }

        var locals = new LocalValues(helper.DescendantNodes().Where(LocalValues.MayAssign));
        var path = ValuePath.Of(value, element: null, locals, SourceMethods.ModelOf(helper.SyntaxTree, model.Compilation));
        return path.Steps.Count > 0 ? path : null;
    }
}
