using Atom.OAuth.CodeFixes.Editing;
using Atom.OAuth.CodeFixes.Fixing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Atom.OAuth.CodeFixes.Injection;

/// <summary>Adds a service to a class as a constructor parameter, and stores it in a field in the style of the existing ones.</summary>
internal sealed class ConstructorInjection
{
    private readonly TypeDeclarationSyntax _declaration;
    private readonly INamedTypeSymbol _type;
    private readonly FixSite _site;
    private readonly TextLayout _layout;

    public ConstructorInjection(TypeDeclarationSyntax declaration, INamedTypeSymbol type, FixSite site)
    {
        _declaration = declaration;
        _type = type;
        _site = site;
        _layout = new TextLayout(site.Root, site.Text, declaration.SpanStart);
    }

    /// <summary>Returns true if a type accesses its fields with <c>this.</c> outside of its constructors.</summary>
    public static bool WritesThis(TypeDeclarationSyntax type)
    {
        foreach (var member in type.Members)
        {
            if (member is not ConstructorDeclarationSyntax and not BaseTypeDeclarationSyntax
                && member.DescendantNodes()
                    .OfType<ThisExpressionSyntax>()
                    .Any(static expression => expression.Parent is MemberAccessExpressionSyntax { Parent: not InvocationExpressionSyntax }))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Adds a parameter, a field and an assignment; null if one of them would be inside <c>#if</c>.</summary>
    public InjectedService? Into(ConstructorDeclarationSyntax constructor, string service, string name)
    {
        // An incomplete constructor has no body for the assignment.
        if (constructor is { Body: null, ExpressionBody: null })
        {
            return null;
        }

        var model = LastAssignment(constructor);
        if (Directives.IsConditional((SyntaxNode?)model ?? constructor)
            || Directives.IsConditional(constructor)
            || (model is null && Directives.Inside(constructor)))
        {
            return null;
        }

        var parameter = FreeNames.Take(name, constructor.DescendantTokens());
        var (field, modifiers) = Field(name, model, parameter);
        var left = model?.Left is MemberAccessExpressionSyntax || field == parameter ? "this." + field : field;
        var assignment = $"{left} = {Value(model, parameter)};";
        if (ParameterInsertion.Add(
            constructor, $"{service} {parameter}", _site, new Imports(_site.Model, constructor.SpanStart)) is not { } parameters
            || Assign(constructor, model, assignment) is not { } assigned
            || Declare(constructor, model, $"{modifiers} {service} {field};") is not { } declared)
        {
            return null;
        }

        var changes = new List<TextChange>(parameters);
        changes.AddRange(assigned);
        changes.Add(declared);
        return new InjectedService(WritesThis(_declaration) ? "this." + field : field, changes);
    }

    /// <summary>Creates a constructor for a class that has none.</summary>
    public InjectedService? Create(string service, string name)
    {
        // Other parts of a partial class may be generated, with a constructor.
        if (_declaration.Members.FirstOrDefault() is not { } first || Directives.IsConditional(first))
        {
            return null;
        }

        var (field, modifiers) = Field(name, model: null, parameter: name);
        var left = field == name ? "this." + field : field;
        var lines = new List<string> { $"{modifiers} {service} {field};", string.Empty };
        lines.AddRange(_layout.BraceOnOwnLine
            ? new[] { $"public {_type.Name}({service} {name})", "{" }
            : new[] { $"public {_type.Name}({service} {name}) {{" });
        lines.Add($"\t{left} = {name};");
        lines.Add("}");

        var expression = WritesThis(_declaration) ? "this." + field : field;
        var indentation = _layout.IndentationAt(first.SpanStart);
        if (_declaration.Members.TakeWhile(static member => member is FieldDeclarationSyntax).LastOrDefault() is { } last
            && !Directives.IsConditional(last))
        {
            var text = _layout.Render(lines, indentation);
            return new InjectedService(expression, new[] { new TextChange(
                new TextSpan(AttachedComments.End(last.GetLastToken()), 0),
                _layout.NewLine + text.Substring(0, text.Length - _layout.NewLine.Length)) });
        }

        lines.Add(string.Empty);
        return _layout.IsFirstOnLine(first.SpanStart)
            ? new InjectedService(expression, new[] { new TextChange(
                new TextSpan(AttachedComments.Start(first.GetFirstToken(), _site.Text), 0), _layout.Render(lines, indentation)) })
            : null;
    }

    /// <summary>Gets the last assignment of a parameter to a field, whose style the new one uses.</summary>
    private static AssignmentExpressionSyntax? LastAssignment(ConstructorDeclarationSyntax constructor)
    {
        var parameters = new HashSet<string>(constructor.ParameterList.Parameters.Select(static p => p.Identifier.ValueText), StringComparer.Ordinal);
        return Statements(constructor)
            .OfType<AssignmentExpressionSyntax>()
            .LastOrDefault(assignment => assignment.IsKind(SyntaxKind.SimpleAssignmentExpression)
                && assignment.Left is IdentifierNameSyntax or MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax }
                && KeptParameter(assignment.Right) is { } kept
                && parameters.Contains(kept));
    }

    private static IEnumerable<ExpressionSyntax> Statements(ConstructorDeclarationSyntax constructor) =>
        constructor.ExpressionBody is { } arrow
            ? new[] { arrow.Expression }
            : constructor.Body!.Statements.OfType<ExpressionStatementSyntax>().Select(static statement => statement.Expression);

    /// <summary>Gets the parameter of <c>x</c> or <c>x ?? throw …</c>.</summary>
    private static string? KeptParameter(ExpressionSyntax value) => value switch
    {
        IdentifierNameSyntax name => name.Identifier.ValueText,
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.CoalesceExpression, Left: IdentifierNameSyntax name, Right: ThrowExpressionSyntax } =>
            name.Identifier.ValueText,
        _ => null,
    };

    /// <summary>Gets the parameter, with a null check if the others have one.</summary>
    private static string Value(AssignmentExpressionSyntax? model, string parameter) =>
        model is { Right: BinaryExpressionSyntax { Right: ThrowExpressionSyntax { Expression: ObjectCreationExpressionSyntax creation } } }
        && NamesParameter(creation)
            ? $"{parameter} ?? throw new {creation.Type}(nameof({parameter}))"
            : parameter;

    /// <summary>Recognizes <c>new ArgumentNullException(nameof(client))</c>.</summary>
    private static bool NamesParameter(ObjectCreationExpressionSyntax exception) =>
        exception is
        {
            ArgumentList.Arguments: [{ Expression: InvocationExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: "nameof" } } }],
        };

    /// <summary>Gets the name and modifiers of the new field in the style of the existing ones.</summary>
    private (string Name, string Modifiers) Field(string name, AssignmentExpressionSyntax? model, string parameter)
    {
        var like = DeclarationOf(model);
        var fields = _declaration.Members.OfType<FieldDeclarationSyntax>()
            .Where(static f => !f.Modifiers.Any(SyntaxKind.ConstKeyword)
                && !f.Modifiers.Any(SyntaxKind.StaticKeyword)
                && !f.Modifiers.Any(SyntaxKind.PublicKeyword)).ToList();
        like ??= fields.LastOrDefault();
        var sample = like?.Declaration.Variables[0].Identifier.ValueText;
        var prefix = sample is null || sample.StartsWith("_", StringComparison.Ordinal) ? "_"
            : sample.StartsWith("m_", StringComparison.Ordinal) ? "m_"
            : char.IsLower(sample[0]) ? string.Empty
            : "_";
        var field = FreeNames.Take(prefix + name, _declaration.DescendantTokens(), _type);
        return (field == name ? parameter : field, like is not null && IsPlain(like.Modifiers) ? like.Modifiers.ToString() : "private readonly");
    }

    private static bool IsPlain(SyntaxTokenList modifiers) =>
        modifiers.Count > 0
            && modifiers.All(static m => m.Kind() is SyntaxKind.PrivateKeyword or SyntaxKind.ReadOnlyKeyword)
            && modifiers.Any(SyntaxKind.ReadOnlyKeyword);

    private FieldDeclarationSyntax? DeclarationOf(AssignmentExpressionSyntax? model) =>
        model is not null && _site.Model.GetSymbolInfo(model.Left).Symbol is IFieldSymbol { DeclaringSyntaxReferences: [var reference] }
            && reference.GetSyntax().FirstAncestorOrSelf<FieldDeclarationSyntax>() is { } field && field.Parent == _declaration
            ? field
            : null;

    private TextChange? Declare(ConstructorDeclarationSyntax constructor, AssignmentExpressionSyntax? model, string field)
    {
        if (DeclarationOf(model) is { } like)
        {
            if (Directives.IsConditional(like))
            {
                return null;
            }

            // Below the field whose style it uses; on the same line if there is other code after that field.
            var end = AttachedComments.End(like.GetLastToken());
            var isAlone = string.IsNullOrWhiteSpace(_site.Text.ToString(TextSpan.FromBounds(end, _site.Text.Lines.GetLineFromPosition(end).End)));
            return isAlone
                ? new TextChange(new TextSpan(end, 0), _layout.NewLine + _layout.IndentationAt(like.SpanStart) + field)
                : new TextChange(new TextSpan(like.Span.End, 0), " " + field);
        }

        var start = AttachedComments.Start(constructor.GetFirstToken(), _site.Text);
        return _layout.IsFirstOnLine(constructor.SpanStart)
            ? new TextChange(new TextSpan(start, 0), _layout.IndentationAt(constructor.SpanStart) + field + _layout.NewLine + _layout.NewLine)
            : null;
    }

    private TextChange[]? Assign(ConstructorDeclarationSyntax constructor, AssignmentExpressionSyntax? model, string assignment)
    {
        var outer = _layout.IndentationAt(constructor.SpanStart);
        var inner = outer + _layout.Unit;
        if (constructor.ExpressionBody is { } arrow)
        {
            return OpenUp(constructor, arrow, assignment, outer, inner);
        }

        var body = constructor.Body!;
        if (model is not null)
        {
            var statement = (StatementSyntax)model.Parent!;
            return _layout.IsFirstOnLine(statement.SpanStart)
                ? new[] { new TextChange(
                    new TextSpan(AttachedComments.End(statement.GetLastToken()), 0),
                    _layout.NewLine + _layout.IndentationAt(statement.SpanStart) + assignment) }
                : new[] { new TextChange(new TextSpan(statement.Span.End, 0), " " + assignment) };
        }

        if (body.Statements.FirstOrDefault() is { } first)
        {
            return _layout.IsFirstOnLine(first.SpanStart)
                ? new[] { new TextChange(
                    new TextSpan(AttachedComments.Start(first.GetFirstToken(), _site.Text), 0),
                    _layout.IndentationAt(first.SpanStart) + assignment + _layout.NewLine) }
                : new[] { new TextChange(new TextSpan(first.SpanStart, 0), assignment + " ") };
        }

        // A comment in an empty body stays above the assignment.
        var end = AttachedComments.End(body.OpenBraceToken);
        if (body.CloseBraceToken.LeadingTrivia.Any(static t => t.IsKind(SyntaxKind.SingleLineCommentTrivia)
            || t.IsKind(SyntaxKind.MultiLineCommentTrivia)))
        {
            return new[] { new TextChange(
                new TextSpan(_site.Text.Lines.GetLineFromPosition(body.CloseBraceToken.SpanStart).Start, 0),
                inner + assignment + _layout.NewLine) };
        }

        return _layout.IsFirstOnLine(body.CloseBraceToken.SpanStart)
            ? new[] { new TextChange(new TextSpan(end, 0), _layout.NewLine + inner + assignment) }
            : OpenEmpty(constructor, body, assignment, outer, inner);
    }

    private TextChange[] OpenEmpty(ConstructorDeclarationSyntax constructor, BlockSyntax body, string assignment, string outer, string inner)
    {
        var head = body.OpenBraceToken.GetPreviousToken().Span.End;
        var brace = constructor.Initializer is null
            || _site.Text.Lines.GetLineFromPosition(head).LineNumber == _site.Text.Lines.GetLineFromPosition(body.SpanStart).LineNumber
            ? _layout.OpenBrace(outer)
            : _layout.NewLine + outer + "{";
        return new[] { new TextChange(
            TextSpan.FromBounds(head, body.Span.End), brace + _layout.NewLine + inner + assignment + _layout.NewLine + outer + "}") };
    }

    private TextChange[]? OpenUp(
        ConstructorDeclarationSyntax constructor, ArrowExpressionClauseSyntax arrow, string assignment, string outer, string inner)
    {
        var head = arrow.ArrowToken.GetPreviousToken();
        if (_site.Root
            .DescendantTrivia(TextSpan.FromBounds(head.Span.End, arrow.Expression.SpanStart))
            .Any(t => t.SpanStart >= head.Span.End
                && t.SpanStart < arrow.Expression.SpanStart
                && t.Kind() is SyntaxKind.SingleLineCommentTrivia or SyntaxKind.MultiLineCommentTrivia))
        {
            return null;
        }

        var end = AttachedComments.End(constructor.SemicolonToken);
        return new[]
        {
            new TextChange(TextSpan.FromBounds(head.Span.End, arrow.Expression.SpanStart), _layout.OpenBrace(outer) + _layout.NewLine + inner),
            new TextChange(new TextSpan(end, 0), _layout.NewLine + inner + assignment + _layout.NewLine + outer + "}"),
        };
    }
}
