using Atom.OAuth.Analyzers.CSharp;
using Atom.OAuth.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.Errors;

/// <summary>A step of a path: a member, or a key of a query, a form or JSON.</summary>
internal readonly record struct PathStep(string Name, bool IsKey, SyntaxNode At);

/// <summary>
/// The path to a value: <c>doc.RootElement.GetProperty("error").GetProperty("message").GetString()</c> has the root <c>doc</c> and
/// the steps RootElement, "error" and "message". Variables in between are resolved, and helpers that take a key: <c>Field(json, "error")</c>.
/// </summary>
internal sealed class ValuePath
{
    /// <summary>Names of helpers that read a member of a JSON text or object.</summary>
    private static readonly NameTable Readers = new("^Get", "^Try Get", "^Read", "^Find", "Field", "Value", "Property", "Prop", "String");

    /// <summary>Calls that read a value by its key.</summary>
    private static readonly HashSet<string> KeyedCalls = new(StringComparer.Ordinal)
    {
        "GetProperty", "TryGetProperty", "GetValue", "TryGetValue", "Get", "GetValues", "GetValueOrDefault", "Value", "SelectToken",
        "GetString", "Item", "GetPropertyOrDefault", "GetStringOrDefault", "GetStringProperty",
    };

    /// <summary>Members that return the value itself, of a nullable or a task.</summary>
    private static readonly string[] Wrappers = { "Value", "Result" };

    /// <summary>Parts of the names of constants that should be looked up.</summary>
    private static readonly WordTable KeyNames = new(WordMatch.Part, StringComparison.OrdinalIgnoreCase, "err");

    private readonly List<PathStep> _steps = new();
    private readonly SemanticModel _model;

    private ValuePath(ExpressionSyntax root, SemanticModel model) => (Root, _model) = (root, model);

    /// <summary>The start of the path, with variables resolved: a parameter, a call, an object creation, or a member of the type.</summary>
    public ExpressionSyntax Root { get; private set; }

    /// <summary>The variable before the first step, or the root.</summary>
    public ExpressionSyntax Owner { get; private set; } = null!;

    public IReadOnlyList<PathStep> Steps => _steps;

    /// <summary>The calls that the value passed through, outermost first.</summary>
    public IEnumerable<InvocationExpressionSyntax> Calls =>
        Root.DescendantNodesAndSelf(static n => n is not (AnonymousFunctionExpressionSyntax
            or ArgumentListSyntax)).OfType<InvocationExpressionSyntax>();

    public static ValuePath Of(ExpressionSyntax value, string? element, LocalValues locals, SemanticModel model)
    {
        var path = new ValuePath(value, model);
        if (element is not null)
        {
            path._steps.Add(new PathStep(element, IsKey: false, value));
        }

        path.Walk(value, locals, depth: 16);
        return path;
    }

    private void Walk(ExpressionSyntax expression, LocalValues locals, int depth)
    {
        for (; depth > 0; depth--)
        {
            expression = expression.Inner();
            switch (expression)
            {
                case MemberAccessExpressionSyntax access when Wrappers.Contains(access.Name.Identifier.ValueText):
                    expression = access.Expression;
                    continue;
                case MemberAccessExpressionSyntax access when access.IsKind(SyntaxKind.SimpleMemberAccessExpression):
                    Step(access.Name.Identifier.ValueText, isKey: false, access.Name);
                    expression = access.Expression;
                    continue;
                case ElementAccessExpressionSyntax { ArgumentList.Arguments: [{ Expression: var key }] } access when Text(key) is { } text:
                    Step(text, isKey: true, access);
                    expression = access.Expression;
                    continue;
                case ElementAccessExpressionSyntax access:
                    expression = access.Expression;
                    continue;
                case InvocationExpressionSyntax call when TextCalls.Subject(call) is { } subject:
                    expression = subject;
                    continue;
                case InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } call when KeyOf(call, access.Name) is { } text:
                    Step(text, isKey: true, call);
                    expression = access.Expression;
                    continue;
                case InvocationExpressionSyntax
                {
                    Expression: IdentifierNameSyntax reader,
                    ArgumentList.Arguments: [{ Expression: var json }, { Expression: var key }],
                } call when Readers.Matches(reader.Identifier.ValueText) && Text(key) is { } text && ErrorNames.Part(text) != ErrorPart.None:
                    Step(text, isKey: true, call);
                    expression = json;
                    continue;
                case ConditionalAccessExpressionSyntax access:
                    WalkBindings(access.WhenNotNull);
                    expression = access.Expression;
                    continue;
                case BinaryExpressionSyntax choice when choice.IsKind(SyntaxKind.CoalesceExpression):
                    expression = choice.Left;
                    continue;
                case IdentifierNameSyntax name when LocalValues.Parameter(name) is null && locals.Of(name) is { Count: > 0 } values:
                    Owner ??= name;
                    if (values[values.Count - 1].Element is { } element)
                    {
                        Step(element, isKey: false, name);
                    }

                    expression = values[values.Count - 1].Value;
                    continue;
            }

            break;
        }

        Root = expression;
        Owner ??= expression;
    }

    /// <summary>Adds the steps of <c>?.a?.b["c"]</c>, innermost last.</summary>
    private void WalkBindings(ExpressionSyntax binding)
    {
        switch (binding)
        {
            case ConditionalAccessExpressionSyntax access:
                WalkBindings(access.WhenNotNull);
                WalkBindings(access.Expression);
                break;
            case MemberBindingExpressionSyntax member:
                Step(member.Name.Identifier.ValueText, isKey: false, member.Name);
                break;
            case MemberAccessExpressionSyntax access:
                Step(access.Name.Identifier.ValueText, isKey: false, access.Name);
                WalkBindings(access.Expression);
                break;
            case ElementBindingExpressionSyntax { ArgumentList.Arguments: [{ Expression: var key }] } when Text(key) is { } text:
                Step(text, isKey: true, binding);
                break;
            case ElementAccessExpressionSyntax { ArgumentList.Arguments: [{ Expression: var key }] } access when Text(key) is { } text:
                Step(text, isKey: true, access);
                WalkBindings(access.Expression);
                break;
            case InvocationExpressionSyntax { Expression: MemberBindingExpressionSyntax member } call when KeyOf(call, member.Name) is { } text:
                Step(text, isKey: true, call);
                break;
            case InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } call:
                if (KeyOf(call, access.Name) is { } key2)
                {
                    Step(key2, isKey: true, call);
                }

                WalkBindings(access.Expression);
                break;
        }
    }

    private void Step(string name, bool isKey, SyntaxNode at) => _steps.Insert(0, new PathStep(name, isKey, at));

    private string? KeyOf(InvocationExpressionSyntax call, SimpleNameSyntax name) =>
        KeyedCalls.Contains(name.Identifier.ValueText) && call.ArgumentList.Arguments is [{ Expression: var key }, ..] ? Text(key) : null;

    /// <summary>Gets a key that is a literal, or a constant named after an error.</summary>
    private string? Text(ExpressionSyntax key) => key switch
    {
        LiteralExpressionSyntax { Token.Value: string text } => text,
        IdentifierNameSyntax or MemberAccessExpressionSyntax when KeyNames.Matches(key.ToString()) =>
            _model.GetConstantValue(key) is { HasValue: true, Value: string text } ? text : null,
        _ => null,
    };
}
