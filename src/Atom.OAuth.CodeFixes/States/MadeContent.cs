using Atom.OAuth.Analyzers.CSharp;
using Atom.OAuth.Analyzers.States;
using Atom.OAuth.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.CodeFixes.States;

/// <summary>Looks for values in the content of a state that its data must not carry, through variables and methods of the project.</summary>
internal sealed class MadeContent
{
    private const int MaxDepth = 6;

    /// <summary>The attribute of a parameter that receives a whole body.</summary>
    private const string Body = "FromBody";

    private readonly HashSet<SyntaxNode> _seen = new();
    private readonly Compilation _compilation;

    private MadeContent(Compilation compilation) => _compilation = compilation;

    /// <summary>
    /// Returns true if the content contains a user, a tenant or the address of a page, or a body of any length, which the data may not be able
    /// to hold.
    /// </summary>
    public static bool IsUnfit(ExpressionSyntax content, SemanticModel model) => new MadeContent(model.Compilation).IsUnfit(content, model, MaxDepth);

    private bool IsUnfit(SyntaxNode code, SemanticModel model, int depth) =>
        depth == 0 || (_seen.Add(code) && code.DescendantNodesAndSelf().Any(node => node switch
        {
            LiteralExpressionSyntax { RawKind: (int)SyntaxKind.StringLiteralExpression } text => ContentWords.IsReserved(text.Token.ValueText),
            InterpolatedStringTextSyntax text => ContentWords.IsReserved(text.TextToken.ValueText),
            InvocationExpressionSyntax call => IsUnfitCall(call, model, depth),
            BaseObjectCreationExpressionSyntax { ArgumentList.Arguments: var arguments } made =>
                arguments.Any(argument =>
                    argument.ParameterName(model.GetSymbolInfo(made).Symbol as IMethodSymbol) is { } name && ContentWords.IsReserved(name)),
            IdentifierNameSyntax name => IsUnfitName(name, model, depth),
            _ => false,
        }));

    private bool IsUnfitCall(InvocationExpressionSyntax call, SemanticModel model, int depth)
    {
        var name = call.CalledName();
        if (ContentWords.IsOwner(name)
            || name.StartsWith("Read", StringComparison.Ordinal)
            || (name.StartsWith("Serialize", StringComparison.Ordinal)
                && call.ArgumentList.Arguments.Any(argument => IsOfRequest(argument.Expression, model))))
        {
            return true;
        }

        return model.GetSymbolInfo(call).Symbol is IMethodSymbol { DeclaringSyntaxReferences: { IsEmpty: false } declared } method
            && (call.ArgumentList.Arguments.Any(argument => argument.ParameterName(method) is { } parameter && ContentWords.IsReserved(parameter))
                || declared.Any(body => _compilation.ContainsSyntaxTree(body.SyntaxTree)
                    && IsUnfit(body.GetSyntax(), _compilation.GetSemanticModel(body.SyntaxTree), depth - 1)));
    }

    private bool IsUnfitName(IdentifierNameSyntax name, SemanticModel model, int depth)
    {
        var symbol = model.GetSymbolInfo(name).Symbol;
        if (symbol is INamespaceOrTypeSymbol or IMethodSymbol)
        {
            return false;
        }

        if (ContentWords.IsReserved(name.Identifier.ValueText) || (symbol is IParameterSymbol parameter && IsBody(parameter)))
        {
            return true;
        }

        return symbol is ILocalSymbol && ChangesOf(name).Any(change => IsUnfit(change, model, depth - 1));
    }

    /// <summary>Gets what a variable is set to, and the statements that add something to what it holds: <c>parts["user"] = id</c>.</summary>
    private static IEnumerable<SyntaxNode> ChangesOf(IdentifierNameSyntax variable)
    {
        var function = Functions.Around(variable);
        return StateTracer.ValuesSetTo(function, variable).Concat<SyntaxNode>(function.TokensNamed(variable.Identifier.ValueText)
            .Select(static token => token.Parent?.FirstAncestorOrSelf<StatementSyntax>())
            .OfType<ExpressionStatementSyntax>()
            .Where(statement => statement.GetFirstToken().ValueText == variable.Identifier.ValueText));
    }

    private static bool IsBody(IParameterSymbol parameter) =>
        parameter.Type.SpecialType == SpecialType.System_String
        && parameter.GetAttributes().Any(static attribute => attribute.AttributeClass?.Name.StartsWith(Body, StringComparison.Ordinal) == true);

    /// <summary>Recognizes an object that the function got, and did not make: its texts may be of any length, and its members unknown.</summary>
    private static bool IsOfRequest(ExpressionSyntax value, SemanticModel model) =>
        value is IdentifierNameSyntax or MemberAccessExpressionSyntax
        && model.GetTypeInfo(value).Type is { SpecialType: SpecialType.None, TypeKind: not TypeKind.Enum, IsTupleType: false } type
        && type.Name != nameof(Guid)
        && !(model.GetSymbolInfo(value).Symbol is ILocalSymbol && StateTracer.ValuesSetTo(Functions.Around(value), value).ToList() is { Count: > 0 } made
            && made.TrueForAll(static each => each is BaseObjectCreationExpressionSyntax or AnonymousObjectCreationExpressionSyntax));
}
