using System.Collections.Immutable;
using Atom.OAuth.Analyzers.CSharp;
using Atom.OAuth.Analyzers.Responses;
using Atom.OAuth.Analyzers.Responses.Guards;
using Atom.OAuth.CodeFixes.Editing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Atom.OAuth.CodeFixes.Responses;

/// <summary>
/// Finds what can be checked before a read, best first: the response in a variable, a text or bytes in a variable,
/// and last a value that must be moved out of the reading statement into a new local.
/// </summary>
internal sealed class BodyLocator
{
    private const int MaxDepth = 12;

    private readonly ReadSite _site;
    private readonly OAuthSymbols _symbols;
    private readonly BodyFacts _facts;

    private BodyLocator(ReadSite site)
    {
        _site = site;
        _symbols = site.Symbols;
        _facts = BodyFacts.Of(site.Finding.Site);
    }

    public static IEnumerable<CheckPlan> Plans(ReadSite site)
    {
        var (body, call) = (site.Finding.Body, site.Finding.Site);
        return FlurlReads.Is(call) ? FlurlReads.Plans(call, site)
            : RestSharpReads.Is(call) ? RestSharpReads.Plans(call)
            : ReferenceEquals(body, call)
                ? CallSplitter.Plan(call, call.WithWaiting(), site) is { } split ? new[] { split } : Enumerable.Empty<CheckPlan>()
            : new BodyLocator(site).PlansFor(body, call.Syntax, MaxDepth);
    }

    /// <param name="value">The body in any form.</param>
    /// <param name="anchor">The expression that the check must precede.</param>
    /// <param name="depth">The number of further steps allowed.</param>
    private IEnumerable<CheckPlan> PlansFor(IOperation value, SyntaxNode anchor, int depth)
    {
        if (depth == 0)
        {
            return Enumerable.Empty<CheckPlan>();
        }

        return value.Unwrap() switch
        {
            ILocalReferenceOperation local => ForVariable(local.Local, value, anchor, depth - 1),
            IParameterReferenceOperation parameter => ForVariable(parameter.Parameter, value, anchor, depth - 1),
            IFieldReferenceOperation field => ForVariable(field.Field, value, anchor, depth - 1),
            IPropertyReferenceOperation property => ForProperty(property, value, anchor, depth - 1),
            IInvocationOperation call => ForCall(call, value, anchor, depth - 1),
            IObjectCreationOperation { Arguments.Length: > 0 } wrapper => PlansFor(wrapper.Arguments[0].Value, anchor, depth - 1),
            ICoalesceOperation coalesce => PlansFor(coalesce.Value, anchor, depth - 1),
            IConditionalAccessOperation access => ForConditionalAccess(access, value, anchor, depth - 1),

            // response.Content?.ReadAsStringAsync(): the response is not null; in response?.Content it may be.
            IConditionalAccessInstanceOperation instance =>
                instance.Receiver() is IPropertyReferenceOperation receiver ? PlansFor(receiver, anchor, depth - 1) : Enumerable.Empty<CheckPlan>(),
            IBinaryOperation sum => new[] { sum.LeftOperand, sum.RightOperand }.SelectMany(operand => PlansFor(operand, anchor, depth - 1)),
            IInterpolatedStringOperation or ILiteralOperation => Enumerable.Empty<CheckPlan>(),
            var other => Introduce(value, other, anchor),
        };
    }

    private IEnumerable<CheckPlan> ForVariable(ISymbol variable, IOperation value, SyntaxNode anchor, int depth)
    {
        var form = _symbols.FormOf(value.WithoutConversions().Type);
        var isRepeatable = RepeatableExpression.Is(value.Syntax) && !IsValueTask(variable);
        if (form is BodyForm.Response || (form is not BodyForm.None && !isRepeatable))
        {
            return isRepeatable
                ? new[] { new CheckPlan(form, TextOf(value), anchor) { Variable = variable } }
                : Introduce(value, value, anchor);
        }

        var values = _facts.ValuesOf(variable);
        var sources = values.Where(v => !v.Value.Mentions(variable)).ToList();
        var source = sources.Count == 1 && sources[0].TupleElement < 0 && variable is ILocalSymbol ? sources[0].Value : null;
        if (form is BodyForm.None)
        {
            // A stream or a reader can be read only once, so the check comes before it is obtained.
            return source is null
                ? Enumerable.Empty<CheckPlan>()
                : PlansFor(source, source.Syntax, depth).Where(static plan => plan.Local is null || plan.IsSplit);
        }

        // A text composed of others, such as "[" + text + "]", no longer looks like HTML even if it contains a page.
        var isWhole = sources.Count == values.Count && !sources.Any(static s => s.Value.IsPutTogether());
        return FromSource(source, anchor, depth)
            .Concat(isWhole ? new[] { new CheckPlan(form, TextOf(value), anchor) } : Enumerable.Empty<CheckPlan>())
            .Concat(isWhole || source is null
                ? Enumerable.Empty<CheckPlan>()
                : PlansFor(source, anchor, depth).Where(static plan => plan.Local is null));
    }

    /// <summary>The response is preferred to its text, because it has a status. But it must be the one that the text was read from.</summary>
    private IEnumerable<CheckPlan> FromSource(IOperation? source, SyntaxNode anchor, int depth)
    {
        if (source is null)
        {
            yield break;
        }

        foreach (var plan in PlansFor(source, anchor, depth))
        {
            // A text from GetStringAsync: the request is split where it is sent, because that is where the response is.
            if (plan.IsSplit
                ? !plan.NeedsAsync
                : plan is { Local: null, Form: BodyForm.Response, Variable: { } response }
                    && ResponseLifetime.IsUnchanged(response, source.Syntax, anchor, _facts))
            {
                yield return plan;
            }
        }
    }

    private IEnumerable<CheckPlan> ForProperty(IPropertyReferenceOperation property, IOperation value, SyntaxNode anchor, int depth)
    {
        if (property.Instance is { } instance && property.Property.Name == "Content" && instance.Type.IsOrInheritsFrom(_symbols.HttpResponseMessage))
        {
            return PlansFor(instance, anchor, depth);
        }

        return _symbols.FormOf(value.WithoutConversions().Type) is var form and not BodyForm.None
            && RepeatableExpression.Is(value.Syntax)
            && !RepeatableExpression.Computes(property.Property)
            ? new[] { new CheckPlan(form, TextOf(value), anchor) }
            : Introduce(value, property, anchor);
    }

    private IEnumerable<CheckPlan> ForConditionalAccess(IConditionalAccessOperation access, IOperation value, SyntaxNode anchor, int depth) =>
        _symbols.FormOf(access.Type) is BodyForm.Text && RepeatableExpression.Is(access.Syntax)
            ? new[] { new CheckPlan(BodyForm.Text, access.Syntax.ToString(), anchor) }
            : PlansFor(access.WhenNotNull, anchor, depth).Concat(Introduce(value, access, anchor));

    private IEnumerable<CheckPlan> ForCall(IInvocationOperation call, IOperation value, SyntaxNode anchor, int depth)
    {
        var receiver = call.Receiver();
        switch (HttpSources.EffectOf(call.TargetMethod, _symbols))
        {
            case CallEffect.HandsOnReceiver when receiver is not null && !IsOpaque(receiver.Type):
                return PlansFor(receiver, anchor, depth);
            case CallEffect.HandsOnArgument:
                return call.Arguments
                    .Where(static argument => !argument.Value.ConstantValue.HasValue)
                    .SelectMany(argument => PlansFor(argument.Value, anchor, depth));
            case CallEffect.Fetches when CallSplitter.Plan(call, value, _site) is { } split:
                return new[] { split };
            case CallEffect.Fetches when FlurlReads.SplitStream(call, value, _site) is { } split:
                return new[] { split };
            default:
                return Introduce(value, call, anchor);
        }
    }

    /// <summary>Recognizes what the check does not support: the values that are read from it are checked instead.</summary>
    private bool IsOpaque(ITypeSymbol? type) =>
        type.IsOrInheritsFrom(_symbols.TextReader) || type.IsOrInheritsFrom(_symbols.WebResponse)
        || type is { Name: "IFlurlResponse" or "FlurlResponse" };

    /// <summary>Moves a value that is not in a variable out of the reading statement.</summary>
    private IEnumerable<CheckPlan> Introduce(IOperation value, IOperation inner, SyntaxNode anchor)
    {
        var node = value.WithoutConversions().Syntax;
        var form = _symbols.FormOf(value.WithoutConversions().Type);
        if (form is BodyForm.None or BodyForm.Content || !_site.Node.Contains(node))
        {
            yield break;
        }

        var (name, otherName) = form switch
        {
            BodyForm.Response => ("response", "httpResponse"),
            BodyForm.Text => ("json", "responseText"),
            _ => ("bytes", "responseBytes"),
        };
        yield return new CheckPlan(form, NewLocal.Placeholder, anchor)
        {
            Local = new NewLocal(name, otherName, node.ToString(), form is BodyForm.Response && inner is IInvocationOperation && IsReadToTheEnd()),
            Replacements = ImmutableArray.Create((RepeatableExpression.WithParentheses(node), NewLocal.Placeholder)),
        };
    }

    /// <summary>Only a response that is not used elsewhere may be disposed: a helper that takes it, or an async stream, may read it later.</summary>
    private bool IsReadToTheEnd() =>
        ReferenceEquals(_site.Finding.Site, _site.Finding.Read) && !_site.Finding.Read.TargetMethod.Name.Contains("AsyncEnumerable");

    /// <summary>A ValueTask may be awaited only once.</summary>
    private bool IsValueTask(ISymbol variable) => variable switch
    {
        ILocalSymbol local => local.Type.OriginalDefinition.Is(_symbols.ValueTask),
        IParameterSymbol parameter => parameter.Type.OriginalDefinition.Is(_symbols.ValueTask),
        _ => false,
    };

    private static string TextOf(IOperation value) => RepeatableExpression.TextOf(value.WithoutConversions().Syntax);
}
