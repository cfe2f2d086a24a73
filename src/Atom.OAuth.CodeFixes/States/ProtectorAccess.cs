using Atom.OAuth.CodeFixes.Insertion;
using Atom.OAuth.Analyzers.State;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Atom.OAuth.CodeFixes.States;

/// <summary>How code gets at the state protector: what is in scope, else a parameter that dependency injection fills.</summary>
/// <param name="Expression">The protector, as the code writes it.</param>
/// <param name="Changes">What brings it there.</param>
internal sealed record ProtectorAccess(string Expression, IReadOnlyList<TextChange> Changes)
{
    private const string Protector = "IOAuthStateProtector";
    private const string Name = "states";

    /// <summary>The ways, best first.</summary>
    public static IEnumerable<ProtectorAccess> Of(StateSite site, StateScope scope, EnclosingFunction function, SyntaxNode place, Imports imports)
    {
        if (scope.OfType(Protector) is { } existing)
        {
            yield return new ProtectorAccess(existing, Array.Empty<TextChange>());
            yield break;
        }

        if (site.Model.Compilation.GetTypeByMetadataName("Atom.OAuth." + Protector) is not { } protector)
        {
            yield break;
        }

        var type = imports.Name(protector);
        if (function.Node is ParenthesizedLambdaExpressionSyntax lambda && AsyncAction.IsEndpoint(lambda))
        {
            if (lambda.ParameterList.Parameters.All(static parameter => parameter.Type is not null))
            {
                yield return new ProtectorAccess(Name, new[] { Parameter(lambda.ParameterList, $"{type} {Name}") });
            }

            yield break;
        }

        if (place.FirstAncestorOrSelf<TypeDeclarationSyntax>() is not ClassDeclarationSyntax declaration || function.Symbol is { IsStatic: true } || declaration.Modifiers.Any(SyntaxKind.StaticKeyword))
        {
            yield break;
        }

        var isPartial = declaration.Modifiers.Any(SyntaxKind.PartialKeyword);
        if (!isPartial && !IsMadeByHand(site.Model.Compilation, declaration))
        {
            var constructors = declaration.Members.OfType<ConstructorDeclarationSyntax>().Where(static c => !c.Modifiers.Any(SyntaxKind.StaticKeyword)).ToArray();
            if (declaration.ParameterList is { } primary)
            {
                yield return new ProtectorAccess(Name, new[] { Parameter(primary, $"{type} {Name}") });
            }
            else if (constructors is [{ Body: { } body } constructor] && constructor.Initializer is not { RawKind: (int)SyntaxKind.ThisConstructorInitializer })
            {
                yield return InConstructor(declaration, constructor, body, type, site.Text);
            }
        }

        if (function.Node is MethodDeclarationSyntax action && function.Symbol is { } symbol && AsyncAction.IsAction(action, symbol, site.Model, mayBeAsync: true)
            && site.Model.Compilation.GetTypeByMetadataName("Microsoft.AspNetCore.Mvc.FromServicesAttribute") is { } attribute)
        {
            var written = imports.Name(attribute);
            yield return new ProtectorAccess(Name, new[] { Parameter(action.ParameterList, $"[{written.Substring(0, written.Length - "Attribute".Length)}] {type} {Name}") });
        }
    }

    /// <summary>Before the first parameter that may be left out.</summary>
    private static TextChange Parameter(ParameterListSyntax list, string parameter)
    {
        var optional = list.Parameters.FirstOrDefault(static p => p.Default is not null || p.Modifiers.Any(SyntaxKind.ParamsKeyword));
        if (optional is not null)
        {
            return new TextChange(new TextSpan(optional.SpanStart, 0), parameter + ", ");
        }

        return list.Parameters.Count == 0
            ? new TextChange(new TextSpan(list.CloseParenToken.SpanStart, 0), parameter)
            : new TextChange(new TextSpan(list.Parameters.Last().Span.End, 0), ", " + parameter);
    }

    private static ProtectorAccess InConstructor(ClassDeclarationSyntax type, ConstructorDeclarationSyntax constructor, BlockSyntax body, string protector, SourceText text)
    {
        var fields = type.Members.OfType<FieldDeclarationSyntax>().Where(static field => !field.Modifiers.Any(SyntaxKind.ConstKeyword) && !field.Modifiers.Any(SyntaxKind.StaticKeyword)).ToArray();
        var isUnderscored = fields.Length == 0 || fields.Any(static field => field.Declaration.Variables[0].Identifier.ValueText.StartsWith("_", StringComparison.Ordinal));
        var name = isUnderscored ? "_" + Name : Name;
        var anchor = fields.LastOrDefault(field => field.SpanStart < constructor.SpanStart) ?? (MemberDeclarationSyntax)constructor;
        var line = text.Lines.GetLineFromPosition(constructor.SpanStart);
        var indentation = text.ToString(TextSpan.FromBounds(line.Start, constructor.SpanStart));
        var lineBreak = text.ToString(TextSpan.FromBounds(line.End, line.EndIncludingLineBreak)) is { Length: > 0 } found ? found : "\n";
        var field = $"private readonly {protector} {name};";
        var inner = body.Statements.Count > 0 ? IndentationOf(body.Statements.Last(), text) : indentation + "    ";
        var assignment = $"{(isUnderscored ? name : "this." + name)} = {Name};";
        return new ProtectorAccess(isUnderscored ? name : "this." + name, new[]
        {
            anchor == constructor
                ? new TextChange(new TextSpan(constructor.SpanStart, 0), field + lineBreak + lineBreak + indentation)
                : new TextChange(new TextSpan(anchor.Span.End, 0), lineBreak + IndentationOf(anchor, text) + field),
            Parameter(constructor.ParameterList, $"{protector} {Name}"),
            body.Statements.Count > 0
                ? new TextChange(new TextSpan(body.Statements.Last().Span.End, 0), lineBreak + inner + assignment)
                : new TextChange(new TextSpan(body.OpenBraceToken.Span.End, 0), lineBreak + inner + assignment),
        });
    }

    private static string IndentationOf(SyntaxNode node, SourceText text)
    {
        var line = text.Lines.GetLineFromPosition(node.SpanStart);
        var before = text.ToString(TextSpan.FromBounds(line.Start, node.SpanStart));
        return string.IsNullOrWhiteSpace(before) ? before : string.Empty;
    }

    /// <summary>Code of the compilation makes objects of the type, or derives from it: a new parameter would have to be passed there.</summary>
    private static bool IsMadeByHand(Compilation compilation, ClassDeclarationSyntax type) =>
        StateCallers.UsesOf(compilation, type.Identifier.ValueText).Any(static use => use.Parent is SimpleNameSyntax { Parent: ObjectCreationExpressionSyntax or BaseTypeSyntax });
}
