using System.Collections.Immutable;
using Atom.OAuth.Analyzers;
using Atom.OAuth.Analyzers.Flow;
using Atom.OAuth.CodeFixes.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Atom.OAuth.CodeFixes.Subjects;

/// <summary>
/// Finds what can be checked before a read, best first: the response in a variable, a text or bytes in a variable,
/// and last a value that has to be taken out of the reading statement into a local of its own.
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
            : ReferenceEquals(body, call) ? CallSplitter.Plans(call, call.WithWaiting(), site)
            : new BodyLocator(site).PlansFor(body, call.Syntax, MaxDepth);
    }

    /// <param name="value">The body, in whatever form it stands there.</param>
    /// <param name="anchor">The expression that the check must precede.</param>
    /// <param name="depth">How many steps may still be taken.</param>
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
            IConditionalAccessOperation access => ForConditionalAccess(access, anchor, depth - 1),
            IConditionalAccessInstanceOperation instance when instance.Receiver() is { } receiver => PlansFor(receiver, anchor, depth - 1),
            IBinaryOperation sum => new[] { sum.LeftOperand, sum.RightOperand }.SelectMany(operand => PlansFor(operand, anchor, depth - 1)),
            var other => Introduce(value, other, anchor),
        };
    }

    private IEnumerable<CheckPlan> ForVariable(ISymbol variable, IOperation value, SyntaxNode anchor, int depth)
    {
        var values = _facts.ValuesOf(variable);
        var sources = values.Where(v => !Mentions(v.Value, variable)).ToList();
        var form = FormOf(value.WithoutConversions().Type);
        if (form is BodyForm.Response)
        {
            yield return new CheckPlan(form, TextOf(value), anchor) { Variable = variable };
            yield break;
        }

        // The response says more than its text: it has a status. But it must be the one that the text was read from.
        if (sources.Count == 1 && sources[0].TupleElement < 0 && variable is ILocalSymbol)
        {
            var isStream = form is BodyForm.None;
            var source = sources[0].Value;
            foreach (var plan in PlansFor(source, isStream ? source.Syntax : anchor, depth))
            {
                // A text that GetStringAsync fetched: the request is split where it is made, for there the response is.
                var isSplit = plan.Local is not null && plan.Anchor != anchor && !plan.NeedsAsync;
                if (isSplit || (plan.Local is null && (isStream || (plan.Form is BodyForm.Response && IsStillThere(plan, source.Syntax, anchor)))))
                {
                    yield return plan;
                }
            }
        }

        // A text put together from several, such as "[" + text + "]", no longer looks like a page when it is one.
        if (form is not BodyForm.None && sources.Count == values.Count && !sources.Any(static s => s.Value.Unwrap() is IBinaryOperation or IInterpolatedStringOperation))
        {
            yield return new CheckPlan(form, TextOf(value), anchor);
        }
        else if (form is not BodyForm.None && sources.Count == 1)
        {
            foreach (var plan in PlansFor(sources[0].Value, anchor, depth).Where(static p => p.Local is null))
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

        return FormOf(value.WithoutConversions().Type) is var form and not BodyForm.None && RepeatableExpression.Is(value.Syntax)
            ? new[] { new CheckPlan(form, TextOf(value), anchor) }
            : Introduce(value, property, anchor);
    }

    private IEnumerable<CheckPlan> ForConditionalAccess(IConditionalAccessOperation access, SyntaxNode anchor, int depth) =>
        FormOf(access.Type) is BodyForm.Text && RepeatableExpression.Is(access.Syntax)
            ? new[] { new CheckPlan(BodyForm.Text, access.Syntax.ToString(), anchor) }
            : PlansFor(access.WhenNotNull, anchor, depth);

    private IEnumerable<CheckPlan> ForCall(IInvocationOperation call, IOperation value, SyntaxNode anchor, int depth)
    {
        var receiver = call.Receiver();
        switch (HttpSources.EffectOf(call.TargetMethod, _symbols))
        {
            case CallEffect.HandsOnReceiver when receiver is not null && !receiver.Type.IsOrInheritsFrom(_symbols.TextReader) && !receiver.Type.IsOrInheritsFrom(_symbols.WebResponse):
                return PlansFor(receiver, anchor, depth);
            case CallEffect.HandsOnArgument:
                return call.Arguments
                    .Where(static argument => !argument.Value.ConstantValue.HasValue)
                    .SelectMany(argument => PlansFor(argument.Value, anchor, depth));
            case CallEffect.Fetches when CallSplitter.Plans(call, value, _site).ToList() is { Count: > 0 } split:
                return split;
            default:
                return Introduce(value, call, anchor);
        }
    }

    /// <summary>Takes a value that no variable holds out of the reading statement.</summary>
    private IEnumerable<CheckPlan> Introduce(IOperation value, IOperation inner, SyntaxNode anchor)
    {
        var node = value.WithoutConversions().Syntax;
        var form = FormOf(value.WithoutConversions().Type);
        if (form is BodyForm.None or BodyForm.Content || inner is ILiteralOperation || !_site.Node.Contains(node))
        {
            yield break;
        }

        var (name, otherName) = form switch
        {
            BodyForm.Response => ("response", "httpResponse"),
            BodyForm.Text => ("json", "responseText"),
            _ => ("bytes", "responseBytes"),
        };

        // A helper that gets the response may keep it, so that only a response that is read here is disposed here.
        var isDisposed = form is BodyForm.Response && ReferenceEquals(_site.Finding.Site, _site.Finding.Read) && !_site.Finding.Read.TargetMethod.Name.Contains("AsyncEnumerable");
        yield return new CheckPlan(form, NewLocal.Placeholder, anchor)
        {
            Local = new NewLocal(name, otherName, node.ToString(), isDisposed),
            Replacements = ImmutableArray.Create((RepeatableExpression.WithParentheses(node), NewLocal.Placeholder)),
        };
    }

    /// <summary>False when the variable got another response since the text was read, or was disposed.</summary>
    private bool IsStillThere(CheckPlan plan, SyntaxNode readAt, SyntaxNode anchor)
    {
        if (plan.Variable is not { } response || FunctionOf(readAt) != FunctionOf(anchor))
        {
            return false;
        }

        return _facts.ValuesOf(response).All(assigned => assigned.Value.Syntax.SpanStart < readAt.SpanStart)
            && !_facts.Invocations.Any(call =>
                call.TargetMethod.Name == "Dispose"
                && call.Syntax.SpanStart < anchor.SpanStart
                && call.Instance is ILocalReferenceOperation { Local: var disposed }
                && disposed.Is(response))
            && !IsUsedUpBefore(anchor, response);
    }

    /// <summary><c>using (response) { … }</c> that ended before.</summary>
    private static bool IsUsedUpBefore(SyntaxNode anchor, ISymbol response) =>
        FunctionOf(anchor).DescendantNodes().OfType<UsingStatementSyntax>().Any(statement =>
            statement.Expression is IdentifierNameSyntax name
            && name.Identifier.ValueText == response.Name
            && statement.Span.End <= anchor.SpanStart);

    private static SyntaxNode FunctionOf(SyntaxNode node) =>
        node.Ancestors().First(static ancestor => RepeatableExpression.IsFunction(ancestor) || ancestor.Parent is null);

    private static bool Mentions(IOperation value, ISymbol variable) =>
        value.DescendantsAndSelf().Any(operation => operation switch
        {
            ILocalReferenceOperation local => local.Local.Is(variable),
            IParameterReferenceOperation parameter => parameter.Parameter.Is(variable),
            IFieldReferenceOperation field => field.Field.Is(variable),
            _ => false,
        });

    private BodyForm FormOf(ITypeSymbol? type) =>
        type.IsOrInheritsFrom(_symbols.HttpResponseMessage) ? BodyForm.Response
        : type.IsOrInheritsFrom(_symbols.HttpContent) ? BodyForm.Content
        : type?.SpecialType == SpecialType.System_String ? BodyForm.Text
        : type is IArrayTypeSymbol { ElementType.SpecialType: SpecialType.System_Byte } ? BodyForm.Bytes
        : BodyForm.None;

    private static string TextOf(IOperation value) => RepeatableExpression.TextOf(value.WithoutConversions().Syntax);
}
