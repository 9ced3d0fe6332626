"""Each page template with the params that the plan sends it and the function that makes its view."""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

import msgspec

from newsgen.plan import params
from newsgen.render import az_index, copy, dates, feeds, lists, service, story, undated
from newsgen.render.context import PageContext


class PageView(NamedTuple):
    """What a template is given: the record of its params, and the function that makes its view of
    them."""

    params: type[params.Params]
    make: Callable[[Any, PageContext], msgspec.Struct]


VIEWS: Mapping[str, PageView] = {
    "story.html": PageView(params.StoryParams, story.story),
    "copy.html": PageView(params.CopyParams, copy.copy),
    "listing.html": PageView(params.ListingParams, lists.listing),
    "sealed_page.html": PageView(params.SealedPageParams, lists.sealed_page),
    "az_index.html": PageView(params.AzIndexParams, az_index.az_index),
    "undated.html": PageView(params.UndatedParams, undated.undated),
    "dates.html": PageView(params.DatesParams, dates.dates),
    "year.html": PageView(params.YearParams, dates.year),
    "month.html": PageView(params.MonthParams, dates.month),
    "day.html": PageView(params.DayParams, dates.day),
    "home.html": PageView(params.HomeParams, service.home),
    "about.html": PageView(params.AboutParams, service.about),
    "report.html": PageView(params.ReportParams, service.report),
    "removed.html": PageView(params.RemovedParams, service.removed),
    "404.html": PageView(params.PlainParams, service.not_found),
    "redirect.html": PageView(params.RedirectParams, service.redirect),
    "feed.atom": PageView(params.FeedParams, feeds.feed),
    "sitemap.xml": PageView(params.SitemapParams, feeds.sitemap),
}
"""Every page template, by name; a file of the plan that is not here is published as it is."""
