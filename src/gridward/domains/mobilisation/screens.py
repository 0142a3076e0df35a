"""How the lists of people who can be called upon and of staff are shown."""

from gridward.domains.mobilisation.entries import Group, Organisation, PostStatus
from gridward.kit.text import Text
from gridward.plug.listing import TODAY, Holds, Listing, choice, choices, day, yes_no

MEMBERS = Listing(
    name="members",
    label=Text("动员力量", "People mobilised"),
    columns=(
        choices("groups", "身份", "Group", Group),
        choices("organisations", "组织", "Organisation", Organisation),
        choices("skills", "特长", "Skills", "skill"),
        day("since", "起始日期", "Since"),
        day("until", "截止日期", "Until"),
    ),
    order="-since",
    open=(Holds("until", "unknown"),),
    open_label=Text("在册", "Available"),
)
STAFF = Listing(
    name="staff",
    label=Text("在岗状态", "Staff at their posts"),
    columns=(
        choice("status", "状态", "Status", PostStatus),
        day("since", "起始日期", "Since"),
        day("until", "截止日期", "Until"),
        yes_no("approved", "已批准", "Approved"),
    ),
    order="-since",
    open=(Holds("status", "not", "on_post"),),
    late=(Holds("until", "below", TODAY),),
    open_label=Text("不在岗", "Not on post"),
)
